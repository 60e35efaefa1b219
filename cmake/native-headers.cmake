# The headers that native code is compiled with at run time. The program carries their digests, and compiles with no others:
# checker/native/headers.cpp.
file(GLOB_RECURSE native_headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
  ${PROJECT_SOURCE_DIR}/checker/native/*.hpp ${PROJECT_SOURCE_DIR}/checker/reduce/*.hpp
  ${PROJECT_SOURCE_DIR}/checker/search/*.hpp ${PROJECT_SOURCE_DIR}/checker/step/*.hpp
  ${PROJECT_SOURCE_DIR}/checker/store/*.hpp)
list(FILTER native_headers EXCLUDE REGEX "^checker/native/emit/")
list(APPEND native_headers model/system/operations.hpp model/system/word.hpp)
list(SORT native_headers)

# Taken before anything is compiled that includes them: what is edited meanwhile makes the digests those of old headers, never
# the other way round.
set(known_headers ${PROJECT_BINARY_DIR}/generated/checker/native/known_headers.cpp)
list(TRANSFORM native_headers PREPEND ${PROJECT_SOURCE_DIR}/ OUTPUT_VARIABLE native_header_paths)
list(JOIN native_headers "|" joined_native_headers)
add_custom_command(OUTPUT ${known_headers}
  COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR} -D OUTPUT=${known_headers} -D HEADERS=${joined_native_headers}
    -P ${PROJECT_SOURCE_DIR}/cmake/write-digests.cmake
  DEPENDS ${native_header_paths} ${PROJECT_SOURCE_DIR}/cmake/write-digests.cmake ${CMAKE_CURRENT_LIST_FILE}
  VERBATIM)
add_custom_target(native_digests DEPENDS ${known_headers})  # waits for no library, so that no file of this one does
add_dependencies(pagerace_native native_digests)
target_sources(pagerace_native PRIVATE ${known_headers})
