// The examples of FIPS 180-4 and of NIST's collection.
#include "checker/native/sha256.hpp"

#include <doctest/doctest.h>

namespace pagerace::native {
namespace {

std::string hash_of(const std::string& text) { return hexadecimal(Sha256().add(text).digest()); }

TEST_CASE("SHA-256 of what is known") {
  CHECK(hash_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hash_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hash_of(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("it does not matter how the bytes come") {
  for (const std::size_t size : {55, 56, 63, 64, 65, 127, 128, 200}) {
    const std::string text(size, 'x');
    Sha256 hash;
    for (const char c : text) hash.add(std::string(1, c));
    CHECK(hexadecimal(hash.digest()) == hash_of(text));
  }
}

TEST_CASE("parts are told apart") {
  const auto of = [](const char* a, const char* b) { return hexadecimal(Sha256().add_part(a).add_part(b).digest()); };
  CHECK(of("ab", "c") != of("a", "bc"));
  CHECK(of("1:a", "") != of("", "1:a"));
}

}  // namespace
}  // namespace pagerace::native
