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
foreach(folder checker/native checker/reduce checker/search checker/store)
  get_filename_component(parent share/pagerace/include/${folder} DIRECTORY)
  install(DIRECTORY ${folder} DESTINATION ${parent} FILES_MATCHING PATTERN "*.hpp" PATTERN "emit" EXCLUDE)
endforeach()
install(FILES model/system/word.hpp DESTINATION share/pagerace/include/model/system)
