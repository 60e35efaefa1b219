# cmake -D ROOT=DIR -D HEADERS=a.hpp|b.hpp -D OUTPUT=FILE -P cmake/write-digests.cmake
# Writes the digest of each header as C++: checker/native/known_headers.hpp.
string(REPLACE "|" ";" headers "${HEADERS}")
set(entries "")
foreach(header IN LISTS headers)
  file(SHA256 ${ROOT}/${header} digest)
  string(APPEND entries "    {\"${header}\",\n     \"${digest}\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"checker/native/known_headers.hpp\"

namespace pagerace::native {
namespace {

constexpr KnownHeader kKnownHeaders[] = {
${entries}};

}  // namespace

std::span<const KnownHeader> known_headers() { return kKnownHeaders; }

}  // namespace pagerace::native
")
