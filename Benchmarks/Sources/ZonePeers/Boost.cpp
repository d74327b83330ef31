// Boost.Geometry: rings below a packed R-tree of their boxes, in units of 10⁻⁷ degree.
#include <boost/function_output_iterator.hpp>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/ring.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <utility>
#include <vector>

#include "Peer.hpp"

namespace {

namespace bg = boost::geometry;
using Point = bg::model::d2::point_xy<double>;
using Box = bg::model::box<Point>;
using Ring = bg::model::ring<Point>;
using Entry = std::pair<Box, int32_t>;

/// The fastest of the strategies that Boost has for this, beside its default.
using Crossings = bg::strategy::within::crossings_multiply<Point>;

struct BoostPeer final : VisitingPeer<BoostPeer> {
  std::vector<Ring> rings;
  bg::index::rtree<Entry, bg::index::quadratic<16>> tree;

  explicit BoostPeer(PeerZones zones) {
    std::vector<Entry> entries;
    for (int32_t zone = 0; zone < zones.count; zone++) {
      int32_t first = zones.starts[zone], end = zones.starts[zone + 1];
      Ring ring;
      ring.reserve(size_t(end - first + 1));
      for (int32_t vertex = first; vertex < end; vertex++) {
        ring.emplace_back(zones.longitudes[vertex], zones.latitudes[vertex]);
      }
      ring.push_back(ring.front());
      entries.emplace_back(bg::return_envelope<Box>(ring), zone);
      rings.push_back(std::move(ring));
    }
    tree = decltype(tree)(entries);
  }

  template <class Found>
  void visit(int32_t first, int32_t count, bool isFastest, Found found) {
    for (int32_t index = first; index < first + count; index++) {
      Point place(longitudes[size_t(index)], latitudes[size_t(index)]);
      auto test = [&](const Entry &entry) {
        const Ring &ring = rings[size_t(entry.second)];
        bool isInside =
            isFastest ? bg::covered_by(place, ring, Crossings()) : bg::covered_by(place, ring);
        if (isInside) found(index, entry.second);
      };
      tree.query(bg::index::intersects(place), boost::make_function_output_iterator(test));
    }
  }
};

}  // namespace

Peer *makeBoost(PeerZones zones) { return new BoostPeer(zones); }
