#include "tests/checkpoint/sample.hpp"

#include <algorithm>
#include <tuple>

namespace pagerace::checker {

Content content_of(const LevelLog& log) {
  Content content;
  content.closed = log.closed_levels();
  LevelLog::Reader reader(log);
  for (std::size_t depth = 0; depth <= content.closed; ++depth) {
    auto& level = content.levels.emplace_back(log.strands());
    for (const LevelLog::Piece& piece : log.pieces(depth)) {
      auto& strand = level[log.strand_of(piece)];
      const Word* const states = reader.read(piece);
      strand.insert(strand.end(), states, states + std::size_t{piece.count} * log.words());
    }
  }
  return content;
}

std::unique_ptr<LevelLog> make_log(std::uint64_t budget) {
  LogOptions options;
  options.largest_block = 4096;
  return std::make_unique<LevelLog>(kShape.words, std::make_shared<Budget>(budget), options);
}

void Grower::grow(LevelLog& log) {
  while (log.strands() < 3) log.add_strand();
  for (unsigned levels = random_() % 4; levels > 0; --levels) {
    write(log);
    log.end_level();
  }
  write(log);
}

void Grower::write(LevelLog& log) {
  for (unsigned strand = 0; strand < log.strands(); ++strand) {
    LevelLog::Room room = log.rest(strand);
    for (unsigned states = random_() % 3 == 0 ? 0 : random_() % 20; states > 0; --states) {
      if (room.begin == room.end) room = log.more(strand, room.begin);
      *room.begin++ = random_() * 0x9e3779b97f4a7c15ULL;
      *room.begin++ = random_() % 2;
    }
    log.written(strand, room.begin);
  }
}

SearchSnapshot sample_of(const LevelLog& log) {
  const std::uint64_t frontier = log.closed_levels() == 0 ? 0 : log.level_size(log.closed_levels() - 1);
  SearchSnapshot search;
  search.transitions = log.size() * 7;
  search.seconds = 1.25;
  if (frontier > 4) search.rest = {{1, 2}, {3, frontier}};
  const Finding of_step = {3, {1, ~Word{0}}, Step{1, {-5, 7}}, std::nullopt, -1, 2};
  const Finding of_start = {0, {}, std::nullopt, std::vector<Value>{2}, -1, 0};
  const Finding of_state = {9, {4, 4}, std::nullopt, std::nullopt, 1, -1};
  const Finding of_loop = {9, {4, 4}, std::nullopt, std::nullopt, 1, -1, 8};
  search.findings = {{"a", of_step}, {"b", of_start}, {"b", of_state}, {"c", of_loop}};
  search.observations.resize(kShape.observations);
  search.observations[1] = Observation{{8, 9}, Step{0, {}}, std::nullopt, 1};
  search.observations[3] = Observation{{8, 9}, std::nullopt, std::nullopt, -1};
  search.coverage = {{1, 0, 0, 1, 1}, {0, 1, 0}, {0, 1, 1, 0}};
  search.counters = {{"end was met", 1}, {"largest", ~std::uint64_t{0}}};
  return search;
}

namespace {

auto all_of(const Finding& f) {
  return std::tuple(f.depth, f.state, f.step, f.start, f.clause, f.failure, f.loop_start);
}

bool same(const Observations::Slot& left, const Observations::Slot& right) {
  if (!left || !right) return !left && !right;
  return left->state == right->state && left->step == right->step && left->start == right->start &&
         left->failure == right->failure;
}

}  // namespace

bool operator==(const SearchSnapshot& left, const SearchSnapshot& right) {
  const auto same_range = [](const auto& a, const auto& b) { return a.first == b.first && a.end == b.end; };
  const auto same_finding = [](const auto& a, const auto& b) {
    return a.first == b.first && all_of(a.second) == all_of(b.second);
  };
  return left.transitions == right.transitions && left.seconds == right.seconds &&
         std::ranges::equal(left.rest, right.rest, same_range) &&
         std::ranges::equal(left.findings, right.findings, same_finding) &&
         std::ranges::equal(left.observations, right.observations, same) &&
         left.coverage.marks == right.coverage.marks && left.coverage.failures == right.coverage.failures &&
         left.coverage.written == right.coverage.written && left.counters == right.counters;
}

}  // namespace pagerace::checker
