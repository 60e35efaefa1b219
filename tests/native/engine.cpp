// Native code as an engine of the search: expands whole spaces, and leaves to the interpreter what is not for it.
#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "checker/compose/interpreted.hpp"
#include "checker/execute/interpreter.hpp"
#include "checker/native/build.hpp"
#include "checker/native/native_engine.hpp"
#include "checker/step/formula_queries.hpp"
#include "checker/store/visited.hpp"
#include "tests/native/models.hpp"
#include "tests/native/modules.hpp"

namespace pagerace::native {
namespace {

using checker::Expander;
using checker::Visited;
using testing::Folder;
using testing::load_text;
using testing::Model;

/// What a search heard. Compared as a whole.
struct Heard {
  std::uint64_t states = 0, transitions = 0;
  std::set<std::string> all;  ///< a chunk that is expanded again is heard again
  checker::Coverage coverage;
};

/// A search in one piece of memory, with one expander.
class Exploring {
 public:
  Exploring(const system::TransitionSystem& system, std::uint32_t chunk)
      : system_(system),
        chunk_(chunk),
        budget_(std::make_shared<checker::Budget>()),
        visited_(checker::StoreKind::Exact, {system.words, 64}, budget_),
        log_(kMostWords) {}

  Visited& visited() { return visited_; }

  Heard run(Expander& expander) {
    std::vector<checker::PredicateQuery> queries;
    std::vector<std::uint32_t> open, of_steps;
    for (const checker::FormulaQuery& asked : checker::queries_of(system_)) {
      (asked.query.of_steps ? of_steps : open).push_back(static_cast<std::uint32_t>(queries.size()));
      queries.push_back(asked.query);
    }
    Worker worker = listening();
    worker.queries = queries.data();
    worker.undecided = open.data();
    worker.undecided_count = static_cast<std::uint32_t>(open.size());
    worker.undecided_of_steps = of_steps.data();
    worker.undecided_of_steps_count = static_cast<std::uint32_t>(of_steps.size());
    add_starts(worker);
    const Word* at = log_.data();
    while (at < worker.out) {
      const auto left = static_cast<std::uint32_t>(worker.out - at) / system_.words;
      const std::uint32_t count = std::min(chunk_, left);
      if (expander.expand(worker, at, count)) {
        at += std::size_t{count} * system_.words;
      } else {
        grow(worker);
      }
    }
    heard_.states = worker.states;
    heard_.transitions = worker.transitions;
    heard_.coverage = expander.coverage();
    return heard_;
  }

 private:
  static constexpr std::size_t kMostWords = 1 << 20;

  Worker listening() {
    Worker worker;
    worker.out = log_.data();
    worker.out_end = log_.data() + log_.size();
    worker.host = this;
    worker.more_room = [](void*) { return false; };
    worker.answered = [](void* host, std::uint32_t query, const Word* state) {
      static_cast<Exploring*>(host)->hear("answered " + std::to_string(query), state);
    };
    worker.answered_by_step = [](void* host, std::uint32_t query, const Word* source, const Transition& transition) {
      Exploring& exploring = *static_cast<Exploring*>(host);
      exploring.hear("answered " + std::to_string(query) + " by thread " + std::to_string(transition.thread), source);
    };
    worker.failed = [](void* host, const Word* source, const Transition& transition) {
      static_cast<Exploring*>(host)->hear(
          "failed " + std::to_string(transition.failure) + " thread " + std::to_string(transition.thread), source);
    };
    worker.stuck = [](void* host, const Word* state) { static_cast<Exploring*>(host)->hear("stuck", state); };
    return worker;
  }

  void hear(std::string what, const Word* state) {
    for (std::uint32_t i = 0; i < system_.words; ++i) what += " " + std::to_string(state[i]);
    heard_.all.insert(std::move(what));
  }

  void add_starts(Worker& worker) {
    checker::Interpreter interpreter(system_);
    interpreter.starts([&](const Transition& transition) {
      if (transition.failure != checker::kNoFailure) return;
      const bool is_new = visited_.with_table([&](auto& table) {
        return table.insert(transition.state, table.hash(transition.state)) == checker::Insert::New;
      });
      if (!is_new) return;
      worker.out = std::copy_n(transition.state, system_.words, worker.out);
      ++worker.states;
    });
  }

  void grow(const Worker& worker) {
    REQUIRE(visited_.grow(worker.states));
    REQUIRE(visited_.refill(log_.data(), worker.states));
  }

  const system::TransitionSystem& system_;
  std::uint32_t chunk_;
  std::shared_ptr<checker::Budget> budget_;
  Visited visited_;
  std::vector<Word> log_;
  Heard heard_;
};

std::shared_ptr<const Library> library_for(const system::TransitionSystem& system, const Visited& visited,
                                           const Folder& folder) {
  NativeParts parts;
  parts.includes.emplace_back(visited.table_header());
  parts.table_type = visited.table_type();
  Build build(system, parts, {PAGERACE_SOURCE_DIR, folder / "cache"});
  build.wait();
  REQUIRE_MESSAGE(build.library() != nullptr, build.reason());
  return build.library();
}

Heard interpreted(const system::TransitionSystem& system, const checker::Reductions& none) {
  Exploring exploring(system, 64);
  return exploring.run(*checker::interpreting_expander(system, none, exploring.visited()));
}

Heard native(const system::TransitionSystem& system, const checker::Reductions& none, int& left_alone) {
  const Folder folder;
  Exploring exploring(system, 64);
  NativeEngine engine(library_for(system, exploring.visited(), folder), [&](Visited& visited) {
    ++left_alone;
    return checker::interpreting_expander(system, none, visited);
  });
  return exploring.run(*engine.make(exploring.visited()));
}

/// Returns how many expanders of the interpreter were needed.
int check_agreement(const std::string& text) {
  const Model model = load_text(text);
  REQUIRE_MESSAGE(model.system, model.errors);
  const checker::Reductions none(*model.system, checker::SearchOptions{});
  int left_alone = 0;
  const Heard mine = native(*model.system, none, left_alone), theirs = interpreted(*model.system, none);
  CHECK(mine.states == theirs.states);
  CHECK(mine.transitions == theirs.transitions);
  CHECK(mine.all == theirs.all);
  CHECK(mine.coverage.marks == theirs.coverage.marks);
  CHECK(mine.coverage.failures == theirs.coverage.failures);
  CHECK(mine.coverage.written == theirs.coverage.written);
  return left_alone;
}

TEST_CASE("a space is the same to both engines") {
  const int left_alone = check_agreement(
      "int a __range(0, 5); int b __range(0, 5); spinlock_t lock;\n"
      "thread worker[2] { spin_lock(&lock); a = any(0 .. 4); if (a == 3) b++; spin_unlock(&lock); assert(b < 2); }\n"
      "thread waiter { assume(a == 4); b = a / b; }\n"
      "property small { always (b < 5) at_end (a != 2) reachable (a == 1 && b == 2) }\n");
  CHECK(left_alone == 0);
}

TEST_CASE("endless steps are the interpreter's") {
  CHECK(check_agreement("int a __range(0, 5);\n"
                        "thread worker { int i = 0; a = 1; while (i < 3) { if (i == 2) i = 0; else i++; } a = 2; }\n"
                        "thread other { a = 3; }\n") == 1);
}

TEST_CASE("so are steps that choose very often") {
  CHECK(check_agreement("int a __range(0, 5);\n"
                        "thread worker { int sum __range(0, 100) = 0; atomic { a = 1;\n"
                        "\tfor (int i = 0; i < 70; i++) sum += any(1 .. 1);\n"
                        "\ta = sum - 68; } }\n") == 1);
}

TEST_CASE("long steps that end are native") {
  CHECK(check_agreement("int a __range(0, 5);\n"
                        "thread worker { int sum __range(0, 5000) = 0; atomic { a = 1;\n"
                        "\tfor (int i = 0; i < 2000; i++) sum += a;\n"
                        "\tif (sum == 2000) a = 2; } }\n") == 0);
}

/// Every element takes half a word.
std::string with_elements(int count) {
  const std::string all = std::to_string(count);
  return "unsigned int a[" + all + "];\ninit { for (int i = 0; i < " + all + "; i++) a[i] = 1; }\n" +
         "thread worker[2] { atomic { for (int i = 0; i < " + all + "; i++) a[i] = a[i] * 3; } }\n" +
         "property grows { reachable (a[" + all + " - 1] == 9) }\n";
}

TEST_CASE("states may be as wide as the bound on words says, and no wider") {
  const std::string widest = with_elements(2 * system::kMostStateWords - 1);
  const Model model = load_text(widest);
  REQUIRE_MESSAGE(model.system, model.errors);
  CHECK(model.system->words == system::kMostStateWords);
  CHECK(check_agreement(widest) == 0);
  const Model wider = load_text(with_elements(2 * system::kMostStateWords));
  CHECK_FALSE(wider.system);
  CHECK(wider.errors.find("a state takes 65 words of 64 bits, more than 64") != std::string::npos);
  CHECK_THROWS_AS(
      Visited(checker::StoreKind::Exact, {system::kMostStateWords + 1, 64}, std::make_shared<checker::Budget>()),
      std::logic_error);
}

/// The analyses promise more than they keep: room for the value is taken away.
void check_contradiction(const std::string& text, void (*break_system)(system::TransitionSystem&), const char* what) {
  Model model = load_text(text);
  REQUIRE_MESSAGE(model.system, model.errors);
  break_system(*model.system);
  const checker::Reductions none(*model.system, checker::SearchOptions{});
  int left_alone = 0;
  CHECK_THROWS_WITH_AS(native(*model.system, none, left_alone), what, std::logic_error);
  CHECK(left_alone == 1);
}

TEST_CASE("a value without room in memory is noticed, and never cut to fit") {
  check_contradiction(
      "int a __range(0, 7);\nthread worker { a = 3; a = 5; }\n",
      [](system::TransitionSystem& system) {
        for (system::Storage& storage : system.cell_storage) storage.width = std::min<std::uint8_t>(storage.width, 2);
      },
      "the range analysis left no room for a value of a");
}

TEST_CASE("so is one of a local") {
  check_contradiction(
      "int a __range(0, 7);\nthread worker { int x; a = 1; x = any(0 .. 3); a = x; }\n",
      [](system::TransitionSystem& system) {
        Word base = 0;
        for (system::Encoding& encoding : system.templates[0].encodings) {
          encoding.base = base;
          for (system::Digit& digit : encoding.digits) {
            encoding.count /= digit.size;
            digit.size = std::min<Word>(digit.size, 2);
            encoding.count *= digit.size;
          }
          base += encoding.count;
        }
      },
      "the range analysis left no room for a local of worker");
}

TEST_CASE("a module for another system is not used") {
  const Folder folder;
  const Model one = load_text("int a; thread x { a = 1; }\n"), other = load_text("int a; thread x[2] { a = 1; }\n");
  REQUIRE(one.system);
  REQUIRE(other.system);
  const Exploring exploring(*one.system, 1);
  const Visited& visited = const_cast<Exploring&>(exploring).visited();
  library_for(*one.system, visited, folder);
  for (const auto& entry : std::filesystem::directory_iterator(folder / "cache")) {
    CHECK_THROWS_WITH_AS(Library(entry.path().string(), *other.system),
                         "native code cannot be loaded: it is for something else", std::runtime_error);
  }
}

}  // namespace
}  // namespace pagerace::native
