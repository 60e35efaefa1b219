# `pagerace --version` says the commit. git is asked in every build, and only the file that says it is compiled again.
set(version_source ${PROJECT_BINARY_DIR}/generated/cli/version.cpp)
add_custom_target(pagerace_version
  COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR} -D VERSION=${PROJECT_VERSION} -D OUTPUT=${version_source}
    -P ${PROJECT_SOURCE_DIR}/cmake/write-version.cmake
  BYPRODUCTS ${version_source}
  COMMENT "Asking git for the commit"
  VERBATIM)
set_source_files_properties(${version_source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
target_sources(pagerace_cli PRIVATE ${version_source})
add_dependencies(pagerace_cli pagerace_version)
