# pagerace_library(NAME FOLDER [USES...] [EXTERNAL...]): one static library of each folder that has sources.
#
# USES are the layers that a folder may include from, and so may whatever uses it: all stand in CMakeLists.txt, from the bottom to the
# top. A folder that includes from any other does not build: cmake/check-layers.cmake. EXTERNAL are libraries that are not ours.
function(pagerace_library name folder)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "USES;EXTERNAL;WITHOUT")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.hpp)
  foreach(left IN LISTS arg_WITHOUT)
    list(FILTER sources EXCLUDE REGEX "^${PROJECT_SOURCE_DIR}/${folder}/${left}(/|$)")
  endforeach()
  # Files that include a dear header stand together: a unity file of them reads it once.
  set(dear "")
  set(others "")
  foreach(source IN LISTS sources)
    file(STRINGS ${source} is_dear REGEX "^#include <nlohmann/json.hpp>")
    if(is_dear)
      list(APPEND dear ${source})
    else()
      list(APPEND others ${source})
    endif()
  endforeach()
  set(sources ${dear} ${others})

  set(allowed ${folder})
  foreach(used IN LISTS arg_USES)
    get_target_property(more ${used} PAGERACE_FOLDERS)
    list(APPEND allowed ${more})
  endforeach()
  list(REMOVE_DUPLICATES allowed)

  list(JOIN allowed "|" joined_allowed)
  set(checked ${PROJECT_BINARY_DIR}/layers/${name}.checked)
  add_custom_command(OUTPUT ${checked}
    COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR} -D FOLDER=${folder} -D ALLOWED=${joined_allowed} -D STAMP=${checked}
      -P ${PROJECT_SOURCE_DIR}/cmake/check-layers.cmake
    DEPENDS ${sources} ${headers} ${PROJECT_SOURCE_DIR}/cmake/check-layers.cmake ${PROJECT_SOURCE_DIR}/CMakeLists.txt
    COMMENT "Checking what ${folder} includes"
    VERBATIM)
  # A target of its own: as a source of the library the stamp would wait for the libraries below, and the library's files for it.
  add_custom_target(${name}_layers DEPENDS ${checked})

  add_library(${name} STATIC ${sources})
  add_dependencies(${name} ${name}_layers)
  set_target_properties(${name} PROPERTIES PAGERACE_FOLDERS "${allowed}")
  target_link_libraries(${name} PUBLIC pagerace_flags ${arg_USES} ${arg_EXTERNAL})
  pagerace_quicken(${name})
endfunction()
