import GeoCore
import ZonePeers

/// An index that takes part.
protocol Contestant: AnyObject {
  /// Its name in the tables.
  var name: String { get }

  /// Takes the points that ``query(first:count:)`` is about.
  func take(_ points: PointColumns)

  /// Asks about the first points and reads every hit: this is what is timed.
  func query(count: Int) -> PeerAnswer

  /// All pairs of a point and a zone, as point << 32 | zone.
  func pairs() -> [UInt64]
}

/// The number of points in a batch.
let batchSize = 4_096

/// Ours.
final class OurContestant: Contestant {
  let name: String
  let ours: Ours
  private var coordinates: [Coordinate] = []
  private var hits = ZoneHits()

  init(_ name: String, _ zones: ZoneColumns, _ density: CellDensity = .standard) {
    self.name = name
    ours = Ours(zones, density)
  }

  func take(_ points: PointColumns) { coordinates = points.coordinates }

  func query(count: Int) -> PeerAnswer {
    let coordinates = coordinates
    return ours.query(coordinates.span.extracting(first: count), batch: batchSize, reusing: &hits)
  }

  func pairs() -> [UInt64] {
    let coordinates = coordinates
    return ours.pairs(coordinates.span, batch: batchSize)
  }
}

/// Ours for one zone: its own grid, as a zone assigned to a person is tested.
final class OwnGridContestant: Contestant {
  let name = "fenceline, the zone's own grid"
  private let index: AreaIndex
  private var coordinates: [Coordinate] = []
  private var answers = Array(repeating: false, count: batchSize)

  init(_ zones: ZoneColumns) { index = AreaIndex(Ours.area(zones, 0)) }

  func take(_ points: PointColumns) { coordinates = points.coordinates }

  func query(count: Int) -> PeerAnswer {
    var answer = PeerAnswer()
    let coordinates = coordinates
    for first in stride(from: 0, to: count, by: batchSize) {
      let count = min(batchSize, count - first)
      let batch = coordinates.span.extracting(first..<first + count)
      index.contains(batch, into: &answers)
      for index in 0..<count { answer.hits += answers[index] ? 1 : 0 }
    }
    return answer
  }

  func pairs() -> [UInt64] {
    coordinates.indices.filter { index.contains(coordinates[$0]) }.map { UInt64($0) << 32 }
  }
}

/// Somebody else's, asked in one of two ways.
final class PeerContestant: Contestant {
  let name: String
  private let index: PeerIndex
  private let isOtherWay: Bool
  private var count = 0

  /// An index in its usual way or, if it has one, in the other, which has a name.
  init(_ index: PeerIndex, otherWay: String? = nil) {
    name = index.name + (otherWay.map { ", \($0)" } ?? "")
    self.index = index
    isOtherWay = otherWay != nil
  }

  func take(_ points: PointColumns) {
    count = points.count
    points.withPeerPoints { peer_take(index.handle, $0) }
  }

  func query(count: Int) -> PeerAnswer {
    peer_query(index.handle, 0, Int32(count), isOtherWay)
  }

  func pairs() -> [UInt64] {
    var pairs: [UInt64] = []
    for first in stride(from: 0, to: count, by: batchSize) {
      let batch = Int32(min(batchSize, count - first))
      pairs += Array(unsafeUninitializedCapacity: batchSize * 64) { buffer, filled in
        let capacity = Int64(buffer.count)
        let found = peer_collect(index.handle, Int32(first), batch, buffer.baseAddress, capacity)
        precondition(found <= capacity, "points lie in 64 zones or fewer, one with another")
        filled = Int(found)
      }
    }
    return pairs
  }
}

/// A peer's index, built.
final class PeerIndex {
  let name: String

  /// What the C interface takes.
  let handle: OpaquePointer

  init(_ name: String, _ kind: PeerKind, _ zones: ZoneColumns) {
    guard let handle = zones.withPeerZones({ peer_create(kind, $0) }) else {
      preconditionFailure("a peer that is linked can be created")
    }
    self.name = name
    self.handle = handle
  }

  deinit { peer_destroy(handle) }
}
