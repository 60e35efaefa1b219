#include "tests/native/modules.hpp"

#include <dlfcn.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "checker/native/compiler.hpp"
#include "checker/native/emit/emit.hpp"
#include "checker/native/process.hpp"

namespace pagerace::native::testing {

void compile(const std::string& source, const std::vector<std::string>& flags, const std::string& to,
             const Folder& folder) {
  std::vector<std::string> command = find_compiler().command;
  for (const std::string& flag : compiler_flags(PAGERACE_SOURCE_DIR)) command.push_back(flag);
  command.insert(command.end(), flags.begin(), flags.end());
  for (const std::string& word : {std::string("-o"), to, source}) command.push_back(word);
  Process process(command, folder / "messages", folder.path());
  std::optional<bool> ended;
  while (!(ended = process.poll())) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  if (*ended) return;
  std::stringstream messages;
  messages << std::ifstream(folder / "messages").rdbuf();
  throw std::runtime_error(messages.str());
}

Folder::Folder() : path_((std::filesystem::temp_directory_path() / "pagerace-test-XXXXXX").string()) {
  if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no folder for the test");
}

Folder::~Folder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

Modules::Modules(const std::vector<const system::TransitionSystem*>& systems, const std::vector<std::string>& flags,
                 std::size_t most_listed) {
  const Folder folder;
  std::ofstream source(folder / "modules.cpp");
  for (std::size_t i = 0; i < systems.size(); ++i) {
    NativeParts parts;
    parts.includes = {"tests/native/no_table.hpp"};
    parts.table_type = "testing::NoTable";
    parts.with_probes = true;
    parts.most_listed = most_listed;
    parts.suffix = std::to_string(i);
    source << emit(*systems[i], parts);
  }
  source.close();
  compile(folder / "modules.cpp", flags, folder / "modules.so", folder);
  handle_ = dlopen((folder / "modules.so").c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle_ == nullptr) throw std::runtime_error(dlerror());
  for (std::size_t i = 0; i < systems.size(); ++i) {
    const std::string symbol = kModuleSymbol + std::to_string(i);
    modules_.push_back(static_cast<const Module*>(dlsym(handle_, symbol.c_str())));
    if (modules_.back() == nullptr) throw std::runtime_error("there is no " + symbol);
  }
}

Modules::~Modules() {
  if (handle_ != nullptr) dlclose(handle_);
}

}  // namespace pagerace::native::testing
