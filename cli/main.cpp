#include "cli/app.hpp"

int main(int argc, char** argv) { return pagerace::cli::run_app(argc, argv); }
