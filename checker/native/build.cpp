#include "checker/native/build.hpp"

#include <chrono>
#include <exception>
#include <fstream>
#include <stdexcept>

#include "checker/native/cache.hpp"
#include "checker/native/compiler.hpp"
#include "checker/native/emit/emit.hpp"
#include "checker/native/headers.hpp"
#include "checker/native/process.hpp"
#include "checker/native/sha256.hpp"
#include "model/source/read_file.hpp"

namespace pagerace::native {
namespace {

/// A hash of everything that affects the module.
std::string name_of(const std::string& text, const std::string& headers, const Compiler& compiler) {
  Sha256 hash;
  hash.add_part(text).add_part(compiler.identity);
  for (const std::string& word : compiler.command) hash.add_part(word);
  for (const std::string& flag : compiler_flags("")) hash.add_part(flag);
  add_headers(hash, text, headers);
  return hexadecimal(hash.digest());
}

}  // namespace

Build::Build(const system::TransitionSystem& system, NativeParts parts, BuildOptions options)
    : system_(system), parts_(std::move(parts)), options_(std::move(options)), thread_([this] { run(); }) {}

Build::~Build() {
  is_cancelled_ = true;
  thread_.join();
}

void Build::wait() { is_done_.wait(false, std::memory_order_acquire); }

void Build::run() {
  try {
    make();
  } catch (const std::exception& failure) {
    reason_ = failure.what();
  }
  is_done_.store(true, std::memory_order_release);
  is_done_.notify_all();
}

void Build::make() {
  if (options_.header_folder.empty()) options_.header_folder = header_folder();
  const Compiler compiler = find_compiler();
  const auto give_up = [this] {
    if (is_cancelled_) throw std::runtime_error("compiling was given up");
  };
  const std::string text = emit(system_, parts_, give_up);
  const auto name_now = [&] { return name_of(text, options_.header_folder, compiler); };
  const std::string name = name_now();
  Cache cache(options_.cache_folder);
  std::string path = cache.find(name);
  was_cached_ = !path.empty();
  if (path.empty()) {
    const std::string made = compile(cache, compiler, text);
    if (name_now() != name) throw std::runtime_error("native code is not used: its headers changed while it was made");
    path = cache.add(made, name);
  }
  notice_ = cache.notice();
  library_ = std::make_shared<Library>(path, system_);
}

std::string Build::compile(Cache& cache, const Compiler& compiler, const std::string& text) {
  const std::string folder = cache.workshop();
  const std::string source = folder + "/module.cpp", output = folder + "/messages", made = folder + "/module.so";
  std::ofstream(source) << text;
  std::vector<std::string> command = compiler.command;
  for (std::string& flag : compiler_flags(options_.header_folder)) command.push_back(std::move(flag));
  for (const std::string& word : {std::string("-o"), made, source}) command.push_back(word);
  Process process(command, output, folder);
  std::optional<bool> ended;
  while (!(ended = process.poll())) {
    if (is_cancelled_) throw std::runtime_error("compiling was given up");
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  if (!*ended)
    throw std::runtime_error("the C++ compiler fails: " + first_complaint(source::read_file(output).text.value_or("")));
  return made;
}

}  // namespace pagerace::native
