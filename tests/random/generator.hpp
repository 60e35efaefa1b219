// Small random programs in the language of docs/language.md, every one of them well-formed.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "tests/random/chance.hpp"
#include "tests/random/piece.hpp"

namespace pagerace::random {

/// The same program for the same seed. Each uses a few of the language's constructs, over variables of few values, so
/// that most spaces stay in the thousands. Faults (a value out of range, a NULL, a lock never taken) are left in: they
/// are part of what engines must agree on.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : chance_(seed), members_(~seed) {}
  Piece program();
  /// What the program has of the constructs that not every one has.
  const std::set<std::string>& features() const { return features_; }

 private:
  struct Number {
    std::string name;  ///< as an expression that can be assigned
    int low = 0, high = 3;
    bool ranged = true;   ///< declared so: may be incremented without more ado
    bool fixed = false;   ///< never assigned: what a loop counts with, a parameter
    bool chosen = false;  ///< its name holds an any()
  };
  struct Callee {
    std::string name;
    bool takes_number = false, takes_item = false, gives_number = false;
    bool atomic = false;
  };
  /// What can be named at a place.
  struct Scope {
    std::vector<Number> numbers;     ///< locals
    std::vector<std::string> items;  ///< local pointers that are not NULL
    int depth = 0;                   ///< of nesting
    int loops = 0;                   ///< around it, inside the same function
    bool atomic = false;
    bool function = false;
    bool formula = false;  ///< nothing with an effect, nothing that can fault
  };

  // declarations.cpp
  void declare_shared(Piece& program);
  void declare_numbers(Piece& program);
  void declare_items(Piece& program);
  Piece init();
  Piece function(int number);
  Piece thread(int number);
  Piece property(int number);
  Piece probe(const Callee& callee);
  Piece store_probe();
  Piece exit_probe();
  std::string seen_from_a_probe();
  std::string formula(int depth);
  std::string formula_of_steps(int depth);
  std::string quantified();

  // statements.cpp
  std::vector<Piece> statements(Scope& scope, int count);
  Piece statement(Scope& scope);
  Piece simple(Scope& scope);
  Piece ordinary(Scope& scope);
  Piece compound(Scope& scope);
  Piece assignment(Scope& scope);
  Piece local(Scope& scope);
  Piece branch(Scope& scope);
  Piece loop(Scope& scope);
  Piece choice(Scope& scope);
  Piece selection(Scope& scope);
  Piece critical(Scope& scope);
  Piece fault(Scope& scope);
  Piece kernel_call(Scope& scope);
  Piece pointer_use(Scope& scope);
  Piece call(Scope& scope);
  Piece inner(const std::string& head, const Scope& scope, int count, bool in_loop = false);

  // constructs.cpp
  void declare_constructs(Piece& program);
  Piece unassigned(Scope& scope);
  Piece countdown(Scope& scope);
  Piece many_ways(Scope& scope);
  Piece construct(Scope& scope);
  Piece failing_thread();
  void use(const char* feature) { features_.insert(feature); }

  // great_numbers.cpp
  void declare_great_numbers(Piece& program);
  Piece great_number(Scope& scope);

  // halves.cpp
  Piece half_of_a_pair(Scope& scope);
  Piece half_of_a_lock(Scope& scope);
  Piece wait_for_event(Scope& scope);

  // pointers.cpp
  void declare_related(Piece& program);
  Piece related_function();
  Piece related_call(Scope& scope);

  // members.cpp
  void declare_members(Piece& program);
  Piece link_use(Scope& scope);
  Piece pair_use(Scope& scope);
  Piece table_use();
  Piece member_use(Scope& scope);
  void declare_some_members(Piece& program);
  Piece some_member_use(Scope& scope);

  // loops_and_locks.cpp
  Piece endless(Scope& scope);
  void declare_locks(Piece& program);
  Piece shared_section(Scope& scope);

  // expressions.cpp
  std::string number(const Scope& scope, int depth);
  std::string atom(const Scope& scope);
  std::string truth(const Scope& scope, int depth);
  std::string truth_atom(const Scope& scope);
  std::string fitting(const Number& target, const Scope& scope);
  std::string item(const Scope& scope);
  Number target(const Scope& scope);
  std::string shared_number(const Scope& scope);
  std::string fresh(const char* stem) { return stem + std::to_string(names_++); }

  Chance chance_;
  Chance members_;  ///< of members.cpp: what else a seed makes does not depend on it
  int names_ = 0;
  std::vector<Number> numbers_;  ///< shared
  std::vector<std::string> bools_, atomics_, spinlocks_, mutexes_, shared_locks_;
  std::vector<Callee> callees_;
  bool items_ = false, cursor_ = false, phase_ = false;
  bool big_ = false, queue_ = false, related_ = false;
  bool links_ = false, pairs_ = false, tables_ = false;
  std::set<std::string> features_;
  bool leaves_early_ = false;  ///< the thread at hand has a `goto out`
};

}  // namespace pagerace::random
