#include "checker/reduce/symmetry/structure.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace pagerace::checker::symmetry {
namespace {

/// Sets of points that go together (Tarjan 1975).
class UnionFind {
 public:
  explicit UnionFind(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }
  std::uint32_t find(std::uint32_t of) {
    while (parent_[of] != of) of = parent_[of] = parent_[parent_[of]];
    return of;
  }
  void unite(std::uint32_t left, std::uint32_t right) {
    left = find(left);
    right = find(right);
    parent_[std::max(left, right)] = std::min(left, right);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace

Structure::Structure(const system::TransitionSystem& system) : system_(system), cells_(system) {
  // The instances of one template are consecutive, so a thread's point is its number.
  Point next = 0;
  for (std::uint32_t number = 0; number < system.templates.size(); ++number) {
    const auto is_of = [number](const system::ThreadInstance& instance) { return instance.code == number; };
    const auto count = std::count_if(system.instances.begin(), system.instances.end(), is_of);
    spaces_.push_back({Space::Of::Threads, system.templates[number].name, static_cast<std::uint32_t>(count), next});
    next += static_cast<Point>(count);
  }
  for (const CellArray& array : cells_.arrays()) {
    if (array.is_copies && array.owner && spaces_[*array.owner].size == array.size) {
      arrays_.push_back(*array.owner);
      continue;
    }
    arrays_.push_back(static_cast<SpaceId>(spaces_.size()));
    spaces_.push_back({Space::Of::Array, array.name, array.size, next});
    next += array.size;
  }
  build();
}

SpaceId Structure::add_values(std::uint32_t size) {
  const Point first = spaces_.empty() ? 0 : spaces_.back().first + spaces_.back().size;
  spaces_.push_back({Space::Of::Values, "", size, first});
  return static_cast<SpaceId>(spaces_.size() - 1);
}

SpaceId Structure::space_of(Point point) const {
  const auto after = std::find_if(spaces_.begin(), spaces_.end(), [point](const Space& space) {
    return point >= space.first && point < space.first + space.size;
  });
  return static_cast<SpaceId>(after - spaces_.begin());
}

bool Structure::tie(const std::vector<std::pair<Point, Point>>& pairs) {
  UnionFind sets(spaces_.back().first + spaces_.back().size);
  for (const auto& [left, right] : ties_) sets.unite(left, right);
  const auto are_together = [&sets](const auto& pair) { return sets.find(pair.first) == sets.find(pair.second); };
  bool is_possible = !std::ranges::all_of(pairs, are_together);
  for (const auto& [left, right] : pairs) sets.unite(left, right);
  for (const Space& space : spaces_) {
    std::vector<std::uint32_t> seen;
    for (std::uint32_t i = 0; i < space.size; ++i) seen.push_back(sets.find(space.first + i));
    std::sort(seen.begin(), seen.end());
    is_possible = is_possible && std::adjacent_find(seen.begin(), seen.end()) == seen.end();
  }
  if (is_possible) ties_.insert(ties_.end(), pairs.begin(), pairs.end());
  return is_possible;
}

void Structure::build() {
  find_sorts();
  generators_.clear();
  for (std::uint32_t sort = 0; sort < sorts_.size(); ++sort) {
    for (std::uint32_t i = 0; i + 1 < sorts_[sort].size; ++i) generators_.push_back({sort, sorts_[sort].first + i});
  }
  find_images();
}

/// Columns with points in the same spaces can be permuted with each other.
void Structure::find_sorts() {
  const std::size_t count = spaces_.empty() ? 0 : spaces_.back().first + spaces_.back().size;
  UnionFind sets(count);
  for (const auto& [left, right] : ties_) sets.unite(left, right);
  std::map<std::uint32_t, std::vector<Point>> sets_of_points;
  std::map<std::uint32_t, std::vector<SpaceId>> spaces_of;
  for (SpaceId id = 0; id < spaces_.size(); ++id) {
    if (spaces_[id].is_broken) continue;
    for (std::uint32_t i = 0; i < spaces_[id].size; ++i) {
      const std::uint32_t root = sets.find(spaces_[id].first + i);
      sets_of_points[root].push_back(spaces_[id].first + i);
      spaces_of[root].push_back(id);
    }
  }
  std::map<std::vector<SpaceId>, std::vector<std::uint32_t>> alike;
  for (const auto& [root, spaces] : spaces_of) alike[spaces].push_back(root);

  sorts_.clear();
  points_.clear();
  sort_of_.clear();
  column_.assign(count, kNone);
  for (const auto& [spaces, roots] : alike) {
    if (roots.size() < 2 || roots.size() > kMostColumns) continue;
    sorts_.push_back({columns(), static_cast<std::uint32_t>(roots.size()), spaces});
    for (std::uint32_t root : roots) {
      for (Point point : sets_of_points[root]) column_[point] = columns();
      points_.push_back(sets_of_points[root]);
      sort_of_.push_back(static_cast<std::uint32_t>(sorts_.size() - 1));
    }
  }
}

std::uint32_t Structure::index_in(Column column, SpaceId space) const {
  for (Point point : points_[column]) {
    if (space_of(point) == space) return point - spaces_[space].first;
  }
  return kNone;
}

Point Structure::in_column(Point point, Column column) const {
  const SpaceId space = space_of(point);
  return this->point(space, index_in(column, space));
}

std::vector<Point> Structure::points_of(system::Cell cell) const {
  std::vector<Point> points = cells_.indices(cell);
  if (points.empty()) return points;
  const auto& arrays = cells_.groups()[system_.cells[cell].group].arrays;
  for (std::size_t i = 0; i < points.size(); ++i) points[i] += spaces_[arrays_[arrays[i]]].first;
  return points;
}

void Structure::find_images() {
  images_.assign(generators_.size(), std::vector<system::Cell>(system_.cells.size()));
  for (system::Cell cell = 0; cell < system_.cells.size(); ++cell) {
    const std::vector<Point> points = points_of(cell);
    for (std::size_t g = 0; g < generators_.size(); ++g) {
      const Column left = generators_[g].left, right = left + 1;
      std::vector<std::uint32_t> indices = cells_.indices(cell);
      bool moves = false;
      for (std::size_t i = 0; i < points.size(); ++i) {
        const Column from = column_[points[i]];
        if (from != left && from != right) continue;
        indices[i] = index_in(from == left ? right : left, space_of(points[i]));
        moves = true;
      }
      images_[g][cell] = moves ? cells_.at(system_.cells[cell].group, indices) : cell;
    }
  }
}

}  // namespace pagerace::checker::symmetry
