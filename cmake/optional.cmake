# What pagerace can be built without. Each part that is missing is said in one line.
function(pagerace_optional_program variable program what_is_lost)
  find_program(${variable} ${program})
  if(NOT ${variable})
    message(NOTICE "pagerace: ${program} not found: ${what_is_lost}")
  endif()
endfunction()

pagerace_optional_program(PAGERACE_CLANG_FORMAT clang-format "'make format-check' will not run")
pagerace_optional_program(PAGERACE_CLANG_TIDY clang-tidy "'make tidy' will not run")

find_package(doctest QUIET)
if(NOT doctest_FOUND)
  message(NOTICE "pagerace: doctest not found: the tests are not built")
endif()

find_program(PAGERACE_CCACHE ccache)
if(PAGERACE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PAGERACE_CCACHE})
endif()
