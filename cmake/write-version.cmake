# cmake -D ROOT=DIR -D VERSION=N -D OUTPUT=FILE -P cmake/write-version.cmake
# Writes cli/version.hpp's definitions. The file is left alone if it would be the same, so that nothing is compiled again.
set(line "pagerace ${VERSION}")
if(EXISTS ${ROOT}/.git)  # sources unpacked in somebody else's repository are not of its commit
  execute_process(COMMAND git describe --always --dirty --abbrev=12 --exclude=* WORKING_DIRECTORY ${ROOT}
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE status)
  if(status EQUAL 0)
    string(APPEND line " (commit ${commit})")
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "#include \"cli/version.hpp\"

namespace pagerace::cli {

const char* const kVersion = \"${VERSION}\";
const char* const kVersionLine = \"${line}\";

}  // namespace pagerace::cli
")
