# What the program reads while it runs lies where it looks for it, relative to itself: checker/native/data_folders.hpp. It knows no
# folder of the machine that it was built on.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share/pagerace/include)
foreach(link model include/checker include/model)
  get_filename_component(folder ${link} NAME)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${folder} ${PROJECT_BINARY_DIR}/share/pagerace/${link} SYMBOLIC)
endforeach()
