import GeoCore
import Glibc
import ZonePeers

/// The zone index and its peers on the same zones and points: see ``Arguments/usage``.
///
/// One process, one core, processor time; rounds in which all take turns, and the median of each.
@main
struct ZoneLookup {
  static func main() throws {
    guard let arguments = Arguments(CommandLine.arguments.dropFirst()) else {
      print(Arguments.usage)
      exit(64)
    }
    var isSame = true
    for name in arguments.workloads {
      if name == Population.name, arguments.exportFolder == nil { Population.run(arguments) }
      if name == Changes.name, arguments.exportFolder == nil { Changes.run(arguments) }
      guard let workload = Workload(name, size: arguments.isSmoke ? .smoke : .full) else {
        continue
      }
      if let folder = arguments.exportFolder {
        try Export.write(workload, points: arguments.points, to: folder)
      } else {
        isSame = run(workload, arguments) && isSame
      }
    }
    if !isSame { exit(1) }
  }

  /// The peers, and what another way to ask them is called.
  private static let peers: [(String, PeerKind, String?)] = [
    ("GEOS", PeerGEOS, nil), ("S2", PeerS2, "own points"),
    ("Boost.Geometry", PeerBoost, "crossings_multiply"),
  ]

  /// Runs one workload and tells whether every check holds.
  static func run(_ workload: Workload, _ arguments: Arguments) -> Bool {
    let zones = workload.zones
    print("### \(workload.name): \(workload.title), \(zones.vertexCount.grouped) edges\n")
    var checks = Checks()
    if arguments.isSmoke {
      checks.expect(zones.withPeerZones(peer_invalid_rings) == 0, "GEOS calls every ring valid")
    }
    let orders = PointColumns.orders(for: workload, count: arguments.points)
    let (ours, cost) = BuildCost.measure("fenceline") { OurContestant("fenceline", zones) }
    var costs = [cost]
    var contestants: [any Contestant] = [ours]
    for (name, density) in [("sparse", CellDensity.sparse), ("dense", .dense)] {
      let (other, cost) = BuildCost.measure("fenceline, \(name)") {
        OurContestant("fenceline, \(name)", zones, density)
      }
      costs.append(cost)
      contestants.append(other)
    }
    if zones.count == 1 {
      let (own, cost) = BuildCost.measure("fenceline, own grid") { OwnGridContestant(zones) }
      costs.append(cost)
      contestants.append(own)
    }
    if !arguments.isOursOnly {
      for (name, kind, otherWay) in Self.peers {
        let (index, cost) = BuildCost.measure(name) { PeerIndex(name, kind, zones) }
        costs.append(cost)
        contestants.append(PeerContestant(index))
        if let otherWay { contestants.append(PeerContestant(index, otherWay: otherWay)) }
      }
    }
    Report.print(costs, edges: zones.vertexCount)
    for points in orders {
      let rates = Rate.measure(contestants, on: points, rounds: arguments.rounds)
      Report.print(rates, order: points.order, points: points.count)
      for rate in rates where rate.name.hasPrefix("GEOS") {
        checks.expect(rate.differing == 0, "GEOS finds the same pairs")
      }
      if let threads = arguments.threads {
        share(ours.ours, points, threads, arguments.rounds, &checks, rates[0].checksum)
      }
    }
    return checks.hold
  }

  /// Measures threads that share ours, and compares what is found in other batches and threads.
  static func share(
    _ ours: Ours,
    _ points: PointColumns,
    _ threads: Int,
    _ rounds: Int,
    _ checks: inout Checks,
    _ expected: Checksum
  ) {
    let (one, many) = Threads.measure(ours, on: points, threads: threads, rounds: rounds)
    let rates = [one, many].map { (Double(points.count) / $0.wall / 1e6).digits(2) }
    let scaling = (one.wall / many.wall).digits(2)
    let inflation = (many.processor / one.processor).digits(2)
    let single = Checksum(ours.pairs(points.coordinates.span, batch: 1))
    let shared = Threads.checksum(ours, on: points, threads: threads)
    print(
      """
      fenceline on one thread and on \(threads), M points/s by the wall: \(rates[0]), \(rates[1]), \
      which is \(scaling)×; the processor time of all threads is \(inflation) times that of one.
      Checksums in batches of 1, of \(batchSize.grouped), on \(threads) threads: \(single.text), \
      \(expected.text), \(shared.text).

      """
    )
    checks.expect(single == expected, "batches of one find the same pairs")
    checks.expect(shared == expected, "threads find the same pairs")
  }
}

/// What has to hold; what does not is said.
struct Checks {
  /// Whether all of it did.
  private(set) var hold = true

  /// Notes whether something holds.
  mutating func expect(_ holds: Bool, _ sentence: String) {
    guard !holds else { return }
    hold = false
    print("Wrong: it does not hold that \(sentence).\n")
  }
}
