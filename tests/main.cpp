// Runs the test cases of a program. One that made no check fails: it would pass whatever the code does.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <iostream>

namespace {

int idle_cases = 0;  ///< that made no check

struct IdleListener final : doctest::IReporter {
  explicit IdleListener(const doctest::ContextOptions& options) : out(*options.cout) {}

  void test_case_start(const doctest::TestCaseData& data) override { current = &data; }
  void test_case_end(const doctest::CurrentTestCaseStats& stats) override {
    if (stats.numAssertsCurrentTest > 0 || stats.failure_flags != 0) return;
    ++idle_cases;
    out << current->m_file.c_str() << ":" << current->m_line << ": ERROR: \"" << current->m_name
        << "\" made no check\n";
  }

  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}

  std::ostream& out;
  const doctest::TestCaseData* current = nullptr;
};

REGISTER_LISTENER("idle", 1, IdleListener);

}  // namespace

int main(int argc, char** argv) {
  doctest::Context context(argc, argv);
  const int result = context.run();
  return context.shouldExit() || idle_cases == 0 ? result : 1;
}
