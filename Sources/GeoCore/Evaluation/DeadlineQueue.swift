/// The subjects whose next deadline is to be looked at, earliest first.
///
/// An entry may be early: whoever takes it looks whether the deadline has moved and puts it back. So
/// the report that moves a silence deadline costs nothing.
///
/// A binary heap over (instant, slot); equal instants come in order of slots.
struct DeadlineQueue: Sendable {
  private var entries: [Entry] = []

  private struct Entry: Comparable {
    var at: Instant
    var subject: Int32

    static func < (a: Entry, b: Entry) -> Bool { (a.at, a.subject) < (b.at, b.subject) }
  }

  /// The earliest instant at which some entry is due.
  var next: Instant { entries.first?.at ?? .distantFuture }

  /// Adds an entry.
  ///
  /// - Complexity: O(log *n*).
  mutating func insert(_ subject: Int32, at instant: Instant) {
    entries.append(Entry(at: instant, subject: subject))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child] < entries[parent] else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes the earliest entry if it is due at `now`.
  mutating func popDue(at now: Instant) -> (subject: Int32, at: Instant)? {
    guard let first = entries.first, first.at <= now else { return nil }
    let last = entries.removeLast()
    if !entries.isEmpty {
      entries[0] = last
      siftDown()
    }
    return (first.subject, first.at)
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var least = 2 * parent + 1
      guard least < entries.count else { return }
      if least + 1 < entries.count, entries[least + 1] < entries[least] { least += 1 }
      guard entries[least] < entries[parent] else { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
