#include "checker/native/compiler.hpp"

#include <sys/stat.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "checker/native/process.hpp"

namespace pagerace::native {
namespace {

/// Does not ask the compiler for its version, since that takes as long as a small search.
std::string identity_of_file(const std::string& path) {
  std::error_code error;
  const std::string real = std::filesystem::canonical(path, error).string();
  struct stat about = {};
  if (error || stat(real.c_str(), &about) != 0) return path;
  std::ostringstream text;
  text << real << ' ' << about.st_size << ' ' << about.st_mtim.tv_sec << '.' << about.st_mtim.tv_nsec;
  return text.str();
}

/// Code for this processor may not run on another machine that shares the cache.
std::string identity_of_processor() {
  std::ifstream in("/proc/cpuinfo");
  std::string text;
  for (std::string line; std::getline(in, line) && !line.empty();) {
    for (const char* const key : {"vendor_id", "cpu family", "model", "stepping", "flags", "Features", "CPU "}) {
      if (line.starts_with(key)) text += line + "\n";
    }
  }
  return text;
}

std::string identity_of_environment() {
  std::string text;
  for (const char* const name :
       {"CPATH", "CPLUS_INCLUDE_PATH", "LIBRARY_PATH", "COMPILER_PATH", "GCC_EXEC_PREFIX", "CCC_OVERRIDE_OPTIONS"}) {
    const char* const value = std::getenv(name);
    if (value != nullptr) text += std::string(name) + "=" + value + "\n";
  }
  return text;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

Compiler compiler_of(std::vector<std::string> command) {
  Compiler compiler{std::move(command), identity_of_processor() + identity_of_environment()};
  for (const std::string& word : compiler.command) {
    const std::string program = find_program(word);
    compiler.identity += (program.empty() ? word : identity_of_file(program)) + "\n";
  }
  return compiler;
}

}  // namespace

Compiler find_compiler() {
  const char* const chosen = std::getenv("CXX");
  std::vector<std::string> words = words_of(chosen != nullptr ? chosen : "");
  if (!words.empty()) {
    const std::string program = find_program(words.front());
    if (program.empty())
      throw std::runtime_error("no C++ compiler found: there is no " + words.front() + ", as CXX says");
    words.front() = program;
    return compiler_of(std::move(words));
  }
  for (const char* const name : {"c++", "g++", "clang++"}) {
    const std::string program = find_program(name);
    if (!program.empty()) return compiler_of({program});
  }
  throw std::runtime_error("no C++ compiler found");
}

std::vector<std::string> compiler_flags(const std::string& header_folder) {
  std::vector<std::string> flags{"-std=c++20", "-O2", "-march=native", "-shared", "-fPIC", "-fvisibility=hidden", "-w"};
#ifdef __x86_64__
  flags.emplace_back("-mcx16");
#endif
  flags.push_back("-I" + header_folder);
  return flags;
}

std::string first_complaint(const std::string& output) {
  std::istringstream in(output);
  std::string first, line;
  while (std::getline(in, line)) {
    if (first.empty()) first = line;
    if (line.find("error") == std::string::npos) continue;
    first = line;
    break;
  }
  constexpr std::size_t kMostShown = 160;
  std::string shown;
  for (const char c : first) {
    if (shown.size() < kMostShown && std::isprint(static_cast<unsigned char>(c)) != 0) shown += c;
  }
  return shown;
}

}  // namespace pagerace::native
