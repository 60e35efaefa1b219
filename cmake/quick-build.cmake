# For the sanitizer builds of continuous integration, which are made from nothing each time: the headers of libraries are compiled
# once, and the command line, which is run least, is not optimised.
option(PAGERACE_QUICK_BUILD "Make the build from nothing quick" OFF)

# Headers are compiled for the targets that are compiled alike.
function(pagerace_precompiled name)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/precompiled.cpp CONTENT "")
  add_library(${name} OBJECT ${PROJECT_BINARY_DIR}/generated/precompiled.cpp)
  target_link_libraries(${name} PRIVATE pagerace_flags fmt::fmt nlohmann_json::nlohmann_json Threads::Threads)
  target_precompile_headers(${name} PRIVATE
    <algorithm> <array> <atomic> <chrono> <cstdint> <filesystem> <fstream> <functional> <limits> <map> <memory> <optional> <random>
    <set> <span> <sstream> <stdexcept> <string> <string_view> <thread> <tuple> <unordered_map> <utility> <variant> <vector>
    <fmt/format.h> <nlohmann/json.hpp>)
endfunction()

if(PAGERACE_QUICK_BUILD)
  pagerace_precompiled(precompiled)
  pagerace_precompiled(precompiled_unoptimised)
  target_compile_options(precompiled_unoptimised PRIVATE -O0)
endif()

function(pagerace_quicken target)
  if(NOT PAGERACE_QUICK_BUILD)
    return()
  endif()
  if(target MATCHES "cli|command_line")
    target_compile_options(${target} PRIVATE -O0)
    target_precompile_headers(${target} REUSE_FROM precompiled_unoptimised)
  else()
    target_precompile_headers(${target} REUSE_FROM precompiled)
  endif()
endfunction()
