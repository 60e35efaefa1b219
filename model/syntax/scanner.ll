/* Cuts a text into tokens. What a word means is decided in words.cpp, what a number is worth in literals.cpp. */
%option reentrant noyywrap nodefault nounput noinput never-interactive 8bit
%option extra-type="pagerace::syntax::Scanner*"
%option prefix="pagerace_"

%{
#include "model/syntax/scanner.hpp"

#define YY_DECL pagerace::syntax::Token pagerace::syntax::Scanner::match(yyscan_t yyscanner)
#define YY_USER_ACTION advance(yyleng);
#define YY_FATAL_ERROR(message) pagerace::syntax::scanner_failed(message)

// Flex's own way out is to end the process; it stays unused.
#pragma GCC diagnostic ignored "-Wunused-function"

using pagerace::syntax::BinaryOp;
using pagerace::syntax::Parser;
using pagerace::syntax::Token;
using Named = pagerace::syntax::Parser::token;
%}

%x KERNEL_NAME DIRECTIVE

BLANK    [ \t\r\n\f\v]+
WORD     [A-Za-z_][A-Za-z0-9_]*
NUMBER   [0-9][A-Za-z0-9_]*
FLOAT    {NUMBER}\.[A-Za-z0-9_]+|\.[0-9][A-Za-z0-9_]*
COMMENT  "/*"([^*]|\*+[^*/])*\*+"/"
NON_ASCII [\x80-\xff]+

%%

%{
  if (wants_kernel_name()) BEGIN(KERNEL_NAME);
%}

<INITIAL,KERNEL_NAME>{
{BLANK}           { }
{COMMENT}         { }
"//"[^\n]*        { }
"/*"              { unterminated_comment(); return Parser::make_END(span()); }
}

<KERNEL_NAME>[A-Za-z0-9._/-]+  { BEGIN(INITIAL); return Parser::make_KERNEL_NAME(yytext, span()); }
<KERNEL_NAME>(.|\n)            { BEGIN(INITIAL); step_back(yyleng); yyless(0); }

"#"[ \t]*[a-z_]*  { directive(std::string_view(yytext, yyleng)); BEGIN(DIRECTIVE); }
<DIRECTIVE>([^\\\n]|\\(.|\n))+  { BEGIN(INITIAL); }
<DIRECTIVE>(.|\n)               { BEGIN(INITIAL); }

{WORD}            { return word(std::string_view(yytext, yyleng)); }
{NUMBER}          { return integer(std::string_view(yytext, yyleng)); }
{FLOAT}           { return floating_point(); }
'([^'\\\n]|\\.)*' { return character(std::string_view(yytext, yyleng)); }
'                 { stray("the character constant is not closed", "a character stands between two quotes: `'a'`"); }
\"([^"\\\n]|\\.)*\"    { return string(std::string_view(yytext, yyleng)); }
\"([^"\\\n]|\\.)*\\?   { return unterminated_string(); }

";"     { return Token(Named::T_SEMICOLON, span()); }
","     { return Token(Named::T_COMMA, span()); }
":"     { return Token(Named::T_COLON, span()); }
"("     { return Token(Named::T_LPAREN, span()); }
")"     { return Token(Named::T_RPAREN, span()); }
"["     { return Token(Named::T_LBRACKET, span()); }
"]"     { return Token(Named::T_RBRACKET, span()); }
"{"     { return Token(Named::T_LBRACE, span()); }
"}"     { return Token(Named::T_RBRACE, span()); }
"..."   { return Token(Named::T_ELLIPSIS, span()); }
".."    { return Token(Named::T_DOTDOT, span()); }
"."     { return Token(Named::T_DOT, span()); }
"->"    { return Token(Named::T_ARROW, span()); }
"?"     { return Token(Named::T_QUESTION, span()); }
"="     { return Token(Named::T_ASSIGN, span()); }
"||"    { return Token(Named::T_OR_OR, span()); }
"&&"    { return Token(Named::T_AND_AND, span()); }
"|"     { return Token(Named::T_BIT_OR, span()); }
"^"     { return Token(Named::T_BIT_XOR, span()); }
"&"     { return Token(Named::T_BIT_AND, span()); }
"+"     { return Token(Named::T_PLUS, span()); }
"-"     { return Token(Named::T_MINUS, span()); }
"*"     { return Token(Named::T_STAR, span()); }
"!"     { return Token(Named::T_BANG, span()); }
"~"     { return Token(Named::T_TILDE, span()); }
"++"    { return Token(Named::T_INCREMENT, span()); }
"--"    { return Token(Named::T_DECREMENT, span()); }
"/"     { return Parser::make_DIVISION(BinaryOp::Divide, span()); }
"%"     { return Parser::make_DIVISION(BinaryOp::Remainder, span()); }
"<<"    { return Parser::make_SHIFT(BinaryOp::ShiftLeft, span()); }
">>"    { return Parser::make_SHIFT(BinaryOp::ShiftRight, span()); }
"<"     { return Parser::make_RELATION(BinaryOp::Less, span()); }
">"     { return Parser::make_RELATION(BinaryOp::Greater, span()); }
"<="    { return Parser::make_RELATION(BinaryOp::LessEqual, span()); }
">="    { return Parser::make_RELATION(BinaryOp::GreaterEqual, span()); }
"=="    { return Parser::make_EQUALITY(BinaryOp::Equal, span()); }
"!="    { return Parser::make_EQUALITY(BinaryOp::NotEqual, span()); }
"*="    { return Parser::make_COMPOUND_ASSIGN(BinaryOp::Multiply, span()); }
"/="    { return Parser::make_COMPOUND_ASSIGN(BinaryOp::Divide, span()); }
"%="    { return Parser::make_COMPOUND_ASSIGN(BinaryOp::Remainder, span()); }
"+="    { return Parser::make_COMPOUND_ASSIGN(BinaryOp::Add, span()); }
"-="    { return Parser::make_COMPOUND_ASSIGN(BinaryOp::Subtract, span()); }
"<<="   { return Parser::make_COMPOUND_ASSIGN(BinaryOp::ShiftLeft, span()); }
">>="   { return Parser::make_COMPOUND_ASSIGN(BinaryOp::ShiftRight, span()); }
"&="    { return Parser::make_COMPOUND_ASSIGN(BinaryOp::BitAnd, span()); }
"^="    { return Parser::make_COMPOUND_ASSIGN(BinaryOp::BitXor, span()); }
"|="    { return Parser::make_COMPOUND_ASSIGN(BinaryOp::BitOr, span()); }

\0                 { stray("the file holds a NUL byte", "is it a text file?"); }
{NON_ASCII}        { non_ascii(std::string_view(yytext, yyleng)); }
.                  { stray_character(yytext[0]); }

<<EOF>>            { return Parser::make_END(end_of_text()); }

%%

namespace pagerace::syntax {

Scanner::Scanner(std::string_view text, FileId file, WordReader& words, const Surroundings& around,
                 Complaints& complaints)
    : text_(text), words_(words), around_(around), complaints_(complaints), span_{file, 0, 0} {
  pagerace_lex_init_extra(this, &state_);
  pagerace__scan_bytes(text.data(), static_cast<int>(text.size()), state_);
}

Scanner::~Scanner() { pagerace_lex_destroy(state_); }

}  // namespace pagerace::syntax
