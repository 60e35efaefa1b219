# bin/pagerace finds what it reads in ../share/pagerace, relative to itself: checker/native/data_folders.hpp.
include(GNUInstallDirs)
set(data share/pagerace)

install(TARGETS pagerace DESTINATION ${CMAKE_INSTALL_BINDIR})
foreach(folder model/linux properties/linux examples)
  install(DIRECTORY ${folder}/ DESTINATION ${data}/${folder} FILES_MATCHING PATTERN "*.race")
endforeach()

# What native code is compiled with: checker/native/headers.cpp.
foreach(header IN LISTS native_headers)
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES ${header} DESTINATION ${data}/include/${folder})
endforeach()

# The documents, in the order of the source tree, so that their links lead to the examples and the models.
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md" PATTERN "*.race" PATTERN "*.mbox")
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/links)
file(RELATIVE_PATH data_from_documents /prefix/${CMAKE_INSTALL_DOCDIR} /prefix/${data})
foreach(folder examples model properties)
  file(CREATE_LINK ${data_from_documents}/${folder} ${PROJECT_BINARY_DIR}/links/${folder} SYMBOLIC)
  install(FILES ${PROJECT_BINARY_DIR}/links/${folder} DESTINATION ${CMAKE_INSTALL_DOCDIR})
endforeach()
