import GeoCore
import Testing

/// Instants that saturate, half-open periods, identifiers that can be typed; by eye.
struct QuantityTests {
  @Test func `an instant saturates and never wraps`() {
    let (early, late) = (Instant(milliseconds: .min + 5), Instant(milliseconds: .max - 5))
    #expect(late + .days(1) == .distantFuture)
    #expect(early - .days(1) == .distantPast)
    #expect(early + Milliseconds(-10) == .distantPast)
    #expect(.distantFuture - .days(1) == .distantFuture)
    #expect(.distantPast + .days(1) == .distantPast)
    #expect(.distantFuture - .distantPast == Milliseconds(.max))
    #expect(.distantPast - .distantFuture == Milliseconds(.min))
    #expect(Instant(milliseconds: 7) - Instant(milliseconds: 9) == Milliseconds(-2))
  }

  /// Used to stop the process: −2⁶³ has no opposite.
  @Test func `the longest span can be taken off`() {
    #expect(Instant(milliseconds: 0) - Milliseconds(.min) == .distantFuture)
    #expect(Instant(milliseconds: -1) - Milliseconds(.min) == .distantFuture)
    #expect(Instant(milliseconds: 0) - Milliseconds(.max) == Instant(milliseconds: -.max))
  }

  @Test func `a period holds its start and not its end`() {
    let (one, five) = (Instant(milliseconds: 1), Instant(milliseconds: 5))
    let (a, b) = (Period(start: one, end: five), Period(start: five, end: .distantFuture))
    #expect(a.contains(one) && !a.contains(five) && b.contains(five))
    #expect(!a.overlaps(b) && !b.overlaps(a) && a.overlaps(.always))
    #expect(Period(start: five, end: five).isEmpty && Period(start: five, end: one).isEmpty)
    #expect(!a.overlaps(Period(start: five, end: one)))
    #expect(!Period(start: one, end: one).overlaps(.always))
  }

  @Test(arguments: ["a", "山东-370100", "zone:7/b", String(repeating: "x", count: 64)])
  func `an identifier that can be typed is taken`(text: String) {
    #expect(ZoneID(typed: text)?.text == text)
  }

  @Test(arguments: [
    "", " ", "a b", "a,b", "a\"b", "a\tb", "a\u{7F}", "a\u{3000}b", "a\u{85}b", "a\u{9B}b",
    "a\u{200B}b", "a\u{202E}b", String(repeating: "x", count: 65),
    String(repeating: "山", count: 22),
  ])
  func `an identifier that cannot be typed is refused`(text: String) {
    #expect(ZoneID(typed: text) == nil)
  }
}
