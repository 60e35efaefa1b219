// Writes the instructions of a block as C++, and records what is known about registers.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "checker/native/emit/facts.hpp"
#include "checker/native/emit/source.hpp"

namespace pagerace::native {

/// The cell that a Load or Store accesses, as a function of an index.
struct Place {
  Base base = kConstant;
  std::vector<system::Cell> cells;  ///< 0 if the index is not possible
};

class Writer {
 public:
  /// If it is not final, it writes nothing and only finds out what is known.
  Writer(Unit& unit, const Source& source, Bases& bases, bool is_final)
      : unit_(unit), source_(source), bases_(bases), is_final_(is_final) {}

  Facts facts;
  bool has_ended = false;           ///< control never reaches this point
  std::string out;                  ///< statements, one on each line
  std::set<std::string> variables;  ///< variables of type Word that must be declared

  /// Starts a block, given by its place in the region.
  void begin(Facts at, std::uint32_t block);
  /// Call it before control leaves the block.
  void finish() { close_piece(); }
  /// Writes any instruction except Jump, BranchZero, Yield and Choose.
  void write(std::uint32_t index);

  /// Reads the registers of a step that begins at the location. The variable `code` holds its number, below the
  /// location's count.
  void unpack(std::uint32_t location);
  /// Moves the thread to the location.
  void pack(std::uint32_t location);

  // Expressions
  Known known(Register number) const;
  std::string text(const Known& known, Register number) const;  ///< an expression of type Word
  std::string text(Register number) const { return text(known(number), number); }
  std::string text(Base base, const Values& values) const;
  std::string test(Base base, const Subset& wanted) const;  ///< an expression of type bool
  Subset where(const Known& known, const std::function<bool(Value)>& holds) const;
  const Subset& possible(Base base) const { return facts.possible.at(base); }
  std::string table(const Values& elements) const { return is_final_ ? unit_.tables.name(elements) : ""; }

  /// A value that each of the threads that are alike has for itself.
  std::string of_alike(const std::function<Word(const system::ThreadInstance&)>& of) const;

  // Statements
  void line(const std::string& statement) {
    if (is_final_) out += "    " + statement + "\n";
  }
  /// Control goes to `elsewhere` if the index is one of these.
  void leave(Base base, const Subset& where, const std::string& elsewhere);
  void leave(const std::string& test, const std::string& elsewhere);
  /// Like leave(), for cases in which pagerace contradicts itself.
  void refuse(Base base, const Subset& where);
  void refuse(const std::string& test);
  std::string failing(std::uint32_t failure) const;
  std::string failing(system::Check check) const;
  static std::string blocking() { return "return kBlocked;"; }

  /// A new index variable, set to the expression.
  Base define(Bases::Maker maker, std::uint32_t second, std::size_t count, const std::string& expression);
  void restrict(Base base, const Subset& to);
  /// Gives the register a value of which only the range is known; `expression` is of type Word.
  void assign(Register number, const std::string& expression, Range range);
  /// The same for an instruction that other code writes.
  void assign_at(std::uint32_t index, Register number, const std::string& expression, Range range) {
    index_ = index;
    assign(number, expression, range);
  }
  std::string use(const std::string& variable);

  /// The index that both depend on, if it is only one.
  static std::optional<Base> common(const Known& left, const Known& right);
  static Value at(const Known& known, std::size_t index) {
    return known.base == kConstant ? known.values[0] : known.values[index];
  }

 private:
  // operations.cpp
  void identify(const system::Instruction& at);
  void operate(const system::Instruction& at);
  bool evaluate_listed(const system::Instruction& at, const Known& a, const Known& b);
  void assume(const system::Instruction& at);
  void fail(const system::Instruction& at);
  void check_range(const system::Instruction& at);
  // pointers.cpp
  void check_pointer(const system::Instruction& at);
  void move_pointer(const system::Instruction& at);
  // memory.cpp
  void load(const system::Instruction& at);
  Place place(const system::Instruction& at);
  std::string attribute(const Place& place, const std::function<Word(system::Cell)>& of) const;
  std::string raw(const Place& place, bool of_next = false) const;
  bool is_uniform(const Place& place) const;
  std::vector<system::Cell> cells(const Place& place) const;
  void load_unlike(const system::Instruction& at, const Place& from);
  // stores.cpp
  void store(const system::Instruction& at);
  bool store_listed(const Place& to, const Known& value, std::string& bits);
  void store_unlisted(const Place& to, Range range, std::string& bits);
  void store_pointer(const Place& to, std::string& bits);

  // packing.cpp
  void unpack(const system::Digit& digit);
  void unpack_field(Register number);
  Value value_of(const system::Digit& digit, Word number) const;
  bool is_field(Register number) const;
  const system::Storage& field(std::size_t alike, Register number) const;
  std::string sum_of(std::map<Base, Values> sums) const;
  std::string pack_dynamic(const system::Digit& digit);
  std::string pack_field(Register number);
  void put_code(const std::string& code);
  void put_fields(std::uint32_t location);

  void cover(const Piece& more);
  void close_piece();

  const system::TransitionSystem& system() const { return unit_.system; }

  Unit& unit_;
  const Source& source_;
  Bases& bases_;
  bool is_final_;
  std::uint32_t block_ = 0, index_ = 0;
  Piece piece_;
  std::size_t piece_begin_ = 0;
};

}  // namespace pagerace::native
