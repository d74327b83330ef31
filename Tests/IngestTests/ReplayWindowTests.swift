import GeoCore
import Ingest
import Testing

/// The replay window, against a set of all that was ever fresh: nothing is fresh twice, and what is
/// near the newest is told apart exactly.
struct ReplayWindowTests {
  private struct Name: Hashable {
    var salt: UInt32
    var counter: UInt64
  }

  private let sender = SenderNumber(7)

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `no datagram is fresh twice, in whatever order`(seed: UInt64) {
    print("seed", seed)
    var random = Seeded(seed)
    var window = ReplayWindow()
    var taken: Set<Name> = []
    var highest: [UInt32: UInt64] = [:]
    var clock: UInt64 = 1_000_000
    for _ in 0..<200_000 {
      // Seven sessions, begun one after the other and played back at random.
      clock += random.next() % 40
      let salt = UInt32(random.next() % (clock / 700_000 + 1))
      let reach = [3, 60, 1_100, 5_000][Int(random.next() % 4)]
      let top = highest[salt] ?? clock
      let name = Name(salt: salt, counter: top + 20 - min(top, random.next() % UInt64(reach)))
      let verdict = window.verdict(sender: sender, salt: name.salt, counter: name.counter)
      switch verdict {
      case .fresh: #expect(taken.insert(name).inserted)
      case .seen: #expect(taken.contains(name))
      case .tooOld: #expect(clock > 0)
      }
      if highest.count <= 4, name.counter + 1_024 > top {
        #expect(verdict == (taken.contains(name) && verdict != .fresh ? .seen : .fresh))
      }
      if verdict == .fresh { highest[salt] = max(highest[salt] ?? 0, name.counter) }
      window.mark(sender: sender, salt: name.salt, counter: name.counter)
    }
  }

  @Test func `the last 1,024 counters are told apart, and the one before is too old`() {
    var window = ReplayWindow()
    for counter in stride(from: UInt64(10_000), through: 20_000, by: 2) {
      window.mark(sender: sender, salt: 1, counter: counter)
    }
    for counter in UInt64(18_977)...20_000 {
      let verdict = window.verdict(sender: sender, salt: 1, counter: counter)
      #expect(verdict == (counter % 2 == 0 ? .seen : .fresh))
    }
    #expect(window.verdict(sender: sender, salt: 1, counter: 18_976) == .tooOld)
    #expect(window.verdict(sender: SenderNumber(8), salt: 1, counter: 18_976) == .fresh)
    window.mark(sender: sender, salt: 1, counter: .max)
    #expect(window.verdict(sender: sender, salt: 1, counter: .max) == .seen)
    #expect(window.verdict(sender: sender, salt: 1, counter: .max - 1) == .fresh)
  }

  @Test func `a recording of a forgotten session is too old for ever`() {
    var window = ReplayWindow()
    for session in UInt32(1)...6 {
      window.mark(sender: sender, salt: session, counter: UInt64(session) * 1_000_000)
    }
    #expect(window.verdict(sender: sender, salt: 1, counter: 1_000_000) == .tooOld)
    #expect(window.verdict(sender: sender, salt: 2, counter: 2_000_001) == .tooOld)
    #expect(window.verdict(sender: sender, salt: 3, counter: 3_000_000) == .seen)
    #expect(window.verdict(sender: sender, salt: 9, counter: 3_000_001) == .fresh)
  }

  @Test func `receipts from the log count as seen, in any order`() {
    let receipts = (0..<600).map { index in
      DatagramReceipt(
        sender: sender,
        salt: UInt32(index % 3),
        counter: UInt64(5_000 + index),
        sentAt: Sample.now,
        firstFix: 0,
        fixCount: 0
      )
    }
    for order in [receipts, receipts.reversed()] {
      var window = ReplayWindow()
      for receipt in order { window.markSeen(receipt) }
      for receipt in receipts {
        #expect(
          window.verdict(sender: sender, salt: receipt.salt, counter: receipt.counter) == .seen
        )
      }
    }
  }

  @Test func `a new key begins a new window`() throws {
    let old = try SenderKey.random()
    let new = try SenderKey.random()
    var window = ReplayWindow()
    for salt in UInt32(1)...4 { window.mark(sender: sender, key: old, salt: salt, counter: .max) }
    #expect(window.verdict(sender: sender, key: old, salt: 9, counter: 5) == .tooOld)
    #expect(window.verdict(sender: sender, key: new, salt: 9, counter: 5) == .fresh)
    window.mark(sender: sender, key: new, salt: 9, counter: 5)
    #expect(window.verdict(sender: sender, key: new, salt: 9, counter: 5) == .seen)
    #expect(window.verdict(sender: sender, key: new, salt: 1, counter: 6) == .fresh)
  }
}
