# bin/pagerace finds its library at ../share/pagerace, relative to itself.
include(GNUInstallDirs)

if(TARGET pagerace)
  install(TARGETS pagerace DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
foreach(folder model/linux properties/linux examples)
  if(EXISTS ${PROJECT_SOURCE_DIR}/${folder})
    get_filename_component(parent share/pagerace/${folder} DIRECTORY)
    install(DIRECTORY ${folder} DESTINATION ${parent} FILES_MATCHING PATTERN "*.race")
  endif()
endforeach()

# What native code is compiled with at run time: checker/native/headers.cpp finds it.
foreach(header IN LISTS native_headers)
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES ${header} DESTINATION share/pagerace/include/${folder})
endforeach()
