/// A count before what is counted, as English writes it: `1 zone`, `2 zones`.
///
/// - Parameters:
///   - count: how many.
///   - one: the noun for one.
///   - many: the noun for several; `one` with an s where it is not given.
/// - Returns: both, with a space between.
public func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}
