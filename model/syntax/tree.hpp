// The syntax tree: what the user wrote, with no names resolved. Built by grammar.yy, read by semantics/.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/source/source.hpp"

namespace pagerace::syntax {

using source::FileId;
using source::Span;

struct Expr;
struct Stmt;
using ExprPtr = std::unique_ptr<Expr>;
using StmtPtr = std::unique_ptr<Stmt>;

struct Identifier {
  std::string name;
  Span span;
};

// ---- types and declarators --------------------------------------------------------------------

/// The part of a declaration before the declarators. `name` is the canonical spelling: "unsigned int", "u8", "bool",
/// "void"; for structs, enums and typedef names it is the tag.
struct TypeSpecifier {
  enum class Kind { Builtin, Struct, Enum, Typedef };
  Kind kind = Kind::Builtin;
  std::string name;
  bool is_const = false;
  Span span;
};

struct RangeBounds {
  ExprPtr low, high;
  Span span;
};

struct Parameter;

/// `*name[N][M] : width __range(lo, hi) = init`. An abstract declarator (in a cast) has an empty name.
/// `*(*name)(parameters)` is a pointer to a function; the first star belongs to the function's result.
struct Declarator {
  Identifier name;
  unsigned pointers = 0;
  std::vector<ExprPtr> dimensions;
  bool is_function = false;  ///< a pointer to a function with these parameters
  std::vector<Parameter> parameters;
  ExprPtr width;  ///< may be null
  std::optional<RangeBounds> range;
  ExprPtr initializer;  ///< may be null
};

struct VariableDeclaration {
  TypeSpecifier type;
  std::vector<Declarator> declarators;
  Span span;
  std::optional<Span> thread_at = {};  ///< the word `__thread`: each thread has its own
};

struct TypeName {
  TypeSpecifier specifier;
  unsigned pointers = 0;
  Span span;
};

// ---- expressions ------------------------------------------------------------------------------

enum class UnaryOp {
  Plus,
  Minus,
  LogicalNot,
  BitNot,
  Dereference,
  AddressOf,
  PreIncrement,
  PreDecrement,
  PostIncrement,
  PostDecrement
};
enum class BinaryOp {
  Multiply,
  Divide,
  Remainder,
  Add,
  Subtract,
  ShiftLeft,
  ShiftRight,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Equal,
  NotEqual,
  BitAnd,
  BitXor,
  BitOr,
  LogicalAnd,
  LogicalOr,
  Comma
};
/// Words of formulas. `not`, `and`, `or` are read as the C operators, except that `not` (like `always`) applies to a
/// whole comparison: `not a == b` is `!(a == b)`.
enum class TemporalOp { Imply, Equivalent, Always, Eventually, Next, Until };

struct IntegerLiteral {
  std::uint64_t value = 0;
  bool is_unsigned = false;
  bool is_long = false;
};
struct BoolLiteral {
  bool value = false;
};
struct NullLiteral {};
struct StringLiteral {
  std::string value;
};
struct NameExpr {
  std::string name;
};
struct UnaryExpr {
  UnaryOp op;
  ExprPtr operand;
};
struct BinaryExpr {
  BinaryOp op;
  ExprPtr left, right;
};
struct AssignExpr {
  std::optional<BinaryOp> op;
  ExprPtr target, value;
};  ///< op: that of a compound assignment such as `+=`
struct ConditionalExpr {
  ExprPtr condition, then, otherwise;
};
struct CallExpr {
  Identifier callee;
  std::vector<ExprPtr> arguments;
  ExprPtr target = {};  ///< what is called, if that is no name; `callee` is then its place
};
struct IndexExpr {
  ExprPtr base, index;
};
struct MemberExpr {
  ExprPtr base;
  Identifier member;
  bool arrow = false;
};
struct CastExpr {
  TypeName type;
  ExprPtr operand;  ///< null: it is an argument that is a type, as in min_t(int, a, b)
};
/// any(array), or any(low .. high) if `high` is set.
struct AnyExpr {
  ExprPtr low, high;
};
/// forall/exists/count (name : array) body, or (name : low .. high) body if `high` is set.
struct QuantifierExpr {
  bool universal = true;
  Identifier name;
  ExprPtr low, high, body;
  bool counts = false;
};
struct TemporalExpr {
  TemporalOp op;
  ExprPtr left, right;
};  ///< unary operators use `right` only
/// container_of(pointer, type, member), and list_entry() and its kin, which begin with the head of a list.
struct ContainerOfExpr {
  Identifier macro;
  ExprPtr pointer;
  TypeName type;
  ExprPtr member;  ///< a name, or names with dots between
};
struct InitializerItem {
  Identifier field;
  ExprPtr index;
  ExprPtr value;
};  ///< .field = v, [index] = v, or v
struct InitializerList {
  std::vector<InitializerItem> items;
};
/// (type){ ... }; `value` is an InitializerList.
struct CompoundLiteral {
  TypeName type;
  ExprPtr value;
};

struct Expr {
  std::variant<IntegerLiteral, BoolLiteral, NullLiteral, StringLiteral, NameExpr, UnaryExpr, BinaryExpr, AssignExpr,
               ConditionalExpr, CallExpr, ContainerOfExpr, IndexExpr, MemberExpr, CastExpr, AnyExpr, QuantifierExpr,
               TemporalExpr, InitializerList, CompoundLiteral>
      node;
  Span span;
  std::uint16_t height = 1;  ///< levels of expressions from this one down; limited, so that recursion is safe
};

// ---- statements -------------------------------------------------------------------------------

struct EmptyStmt {};
struct ExprStmt {
  ExprPtr expr;
};
struct DeclarationStmt {
  VariableDeclaration declaration;
};
struct Block {
  std::vector<StmtPtr> statements;
  Span span;
};
struct IfStmt {
  ExprPtr condition;
  StmtPtr then, otherwise;
};
struct WhileStmt {
  ExprPtr condition;
  StmtPtr body;
};
struct DoStmt {
  StmtPtr body;
  ExprPtr condition;
};
struct ForStmt {
  StmtPtr init;
  ExprPtr condition, step;
  StmtPtr body;
};  ///< init, condition and step may be null
/// list_for_each_entry(pos, head, member) and its kin.
struct ListLoopStmt {
  Identifier macro;
  std::vector<ExprPtr> arguments;
  StmtPtr body;
};
struct SwitchStmt {
  ExprPtr value;
  StmtPtr body;
};
struct CaseLabel {
  ExprPtr value;
  StmtPtr body;
};  ///< null value: default
struct GotoLabel {
  Identifier label;
  StmtPtr body;
};
struct BreakStmt {};
struct ContinueStmt {};
struct ReturnStmt {
  ExprPtr value;
};
struct GotoStmt {
  Identifier label;
};
struct EitherStmt {
  std::vector<Block> choices;
};
struct AtomicStmt {
  Block body;
};
struct AssumeStmt {
  ExprPtr condition;
};
struct NoteStmt {
  std::string format;
  std::vector<ExprPtr> arguments;
};

struct Stmt {
  std::variant<EmptyStmt, ExprStmt, DeclarationStmt, Block, IfStmt, WhileStmt, DoStmt, ForStmt, ListLoopStmt,
               SwitchStmt, CaseLabel, GotoLabel, BreakStmt, ContinueStmt, ReturnStmt, GotoStmt, EitherStmt, AtomicStmt,
               AssumeStmt, NoteStmt>
      node;
  Span span;
  std::uint16_t height = 1;  ///< levels of statements from this one down, limited like those of expressions
};

// ---- declarations -----------------------------------------------------------------------------

struct Parameter {
  TypeSpecifier type;
  Declarator declarator;
  Span span;
};

struct FunctionDeclaration {
  TypeSpecifier result;
  unsigned result_pointers = 0;
  Identifier name;
  std::vector<Parameter> parameters;
  std::optional<Block> body;  ///< empty for a prototype
  bool overrides = false;
  bool is_weak = false;  ///< __weak: a hook, whose body runs unless another file defines the function
  bool is_atomic = false;
  Identifier ordering;  ///< that of atomic(acquire); the name is empty if none was given
};
struct StructDeclaration {
  Identifier name;
  std::vector<VariableDeclaration> fields;
};
/// `extend struct page { ... };`: members that a struct of another file has besides its own.
struct ExtendDeclaration {
  Identifier name;
  std::vector<VariableDeclaration> fields;
};
struct EnumDeclaration {
  Identifier name;
  std::vector<std::pair<Identifier, ExprPtr>> constants;
};
struct TypedefDeclaration {
  TypeSpecifier type;
  Declarator declarator;
};
struct ThreadDeclaration {
  Identifier name;
  ExprPtr count;  ///< null: one thread
  std::vector<Parameter> parameters;
  bool is_daemon = false;
  Block body;
};
struct InitDeclaration {
  Block body;
};
struct ImportDeclaration {
  std::string path;
};
/// `refuse "mm/high_order.race": "a folio is one page";`: the design does not work with that file of the library.
struct RefuseDeclaration {
  std::string path, reason;
  Span path_span;
};

/// For Always, Reachable and AtEnd, `expr` is the text in the parentheses (it may still contain temporal words); for
/// Temporal, which is any other formula, it is the whole formula.
enum class FormulaKind { Always, Reachable, AtEnd, Temporal };
enum class Fairness { None, Weak, Strong };
struct Formula {
  FormulaKind kind;
  ExprPtr expr;
  std::optional<Fairness> fairness;
  Span span;
};
/// `probe f`, `return probe f`, `probe exit`; or `probe store(stored)`, which names no function.
struct Probe {
  Identifier function;
  bool on_return = false;
  bool has_parameters = false;  ///< false for `probe f { ... }`, which names none
  std::vector<Parameter> parameters;
  Block body;
  Span span;
  ExprPtr stored;
};
struct PropertyDeclaration {
  Identifier name;
  std::vector<VariableDeclaration> ghosts;
  std::vector<Probe> probes;
  std::vector<Formula> formulas;
};

enum class ExpectedVerdict { Holds, Violated, Vacuous };
struct ExpectSetting {
  Identifier name;
  std::string value;
};  ///< name "kernel", or a constant
struct ExpectDeclaration {
  Identifier subject;  ///< a property, or states / transitions / depth
  std::optional<ExpectedVerdict> verdict;
  std::optional<std::uint64_t> number;  ///< of states, transitions, depth; or the depth of a violation
  std::vector<ExpectSetting> settings;
};

struct Declaration {
  std::variant<VariableDeclaration, FunctionDeclaration, StructDeclaration, ExtendDeclaration, EnumDeclaration,
               TypedefDeclaration, ThreadDeclaration, InitDeclaration, ImportDeclaration, RefuseDeclaration,
               PropertyDeclaration, ExpectDeclaration>
      node;
  Span span;
};

/// Who has the last word about a function. From the bottom: the vocabulary, the library's other files, what --kernel
/// names with what it stands on, the scenario with files of its own.
enum class Layer : std::uint8_t { Vocabulary, Library, Design, Scenario };

/// A file that another one stands on.
struct ImportedFile {
  FileId file = 0;
  Span span;  ///< the path in the import; empty for a patch, and for a file of the environment: no text imports them
};

/// One file, as it was read.
struct File {
  FileId id = 0;
  std::vector<Declaration> declarations;
  Layer layer = Layer::Scenario;
  std::vector<ImportedFile> imports;
  bool is_environment = false;  ///< asked for beside the scenario: its threads come after all others
};

/// A scenario and all its imports, each file once. Imported files come before the files that import them. The scenario
/// is the last. Which of several definitions of a function runs is in definitions.hpp.
struct Unit {
  std::vector<File> files;
  /// Names that are declared in files of the library that nothing imports, and the place of each, as
  /// "mm/hugetlb.race:85". Looked up only if a design overrides a function that no imported file has.
  std::map<std::string, std::string> not_brought;
  std::string library;          ///< its folder
  bool imports_kernel = false;  ///< some file imports "linux.race", so that the kernel design is chosen from outside
};

}  // namespace pagerace::syntax
