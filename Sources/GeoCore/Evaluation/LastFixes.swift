/// The newest believed fixes of a subject, oldest first, three at most: adding one more lets the oldest
/// go.
///
/// They stand in the course itself, and not in memory of their own.
struct LastFixes: Hashable, Sendable, RandomAccessCollection, MutableCollection {
  /// How many are kept, so that a change of the rules can be judged at once.
  static let limit = 3

  private var newest: JudgedFix?
  private var second: JudgedFix?
  private var third: JudgedFix?

  var startIndex: Int { 0 }

  var endIndex: Int { third != nil ? 3 : second != nil ? 2 : newest != nil ? 1 : 0 }

  var last: JudgedFix? { newest }

  subscript(index: Int) -> JudgedFix {
    get {
      let fix =
        switch endIndex - index {
        case 1: newest
        case 2: second
        case 3: third
        default: JudgedFix?.none
        }
      guard let fix else { preconditionFailure("an index of the last fixes is one of theirs") }
      return fix
    }
    set {
      switch endIndex - index {
      case 1: newest = newValue
      case 2: second = newValue
      case 3: third = newValue
      default: preconditionFailure("an index of the last fixes is one of theirs")
      }
    }
  }

  /// Adds a fix after the others.
  mutating func append(_ fix: JudgedFix) { (newest, second, third) = (fix, newest, second) }

  /// Forgets all.
  mutating func removeAll() { self = LastFixes() }
}
