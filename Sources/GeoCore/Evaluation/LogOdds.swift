#if canImport(Glibc)
import Glibc
#endif

/// Logarithm of the odds that a subject is outside and not inside: what evidence adds up in.
///
/// Counted in 1/1024 of a natural logarithm. What is added up per fix is integers and two tables, so
/// that the same fixes give the same decision on every machine.
public struct LogOdds: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The logarithm, times 1,024.
  public var value: Int32

  /// Creates log odds of `value` / 1,024.
  public init(_ value: Int32) { self.value = value }

  public static func < (a: LogOdds, b: LogOdds) -> Bool { a.value < b.value }

  /// One to one.
  static let even = LogOdds(0)

  /// Creates the log odds of a ratio of two probabilities.
  init(ratio: Double) { value = Int32((1_024 * log(ratio)).rounded()) }

  /// The probability that these odds stand for, in hundred-thousandths, rounded down: never all.
  public var hundredThousandths: Int {
    Int(min(99_999, 100_000 / (1 + exp(-Double(value) / 1_024))))
  }

  /// How a position stands to an edge: the odds of the truth being outside it.
  ///
  /// The truth lies around the position with a normal error, so that it is outside with Φ(d/σ).
  ///
  /// - Parameters:
  ///   - decimeters: the signed distance of the position to the edge, positive outside.
  ///   - error: the standard deviation of the error along one axis, in decimetres; above 0.
  init(outsideBy decimeters: Int64, error: Int64) {
    let steps = min(
      Int64(Self.ofDeviations.count - 1),
      Int64(min(decimeters.magnitude, 1 << 40)) * 32 / error
    )
    let odds = Self.ofDeviations[Int(steps)]
    value = decimeters < 0 ? -odds : odds
  }

  /// What a position counts for after `passed` beside one whose error stays for about `correlation`:
  /// 1,024 for an independent one.
  ///
  /// Of an error with the autocorrelation ρ = exp(−t/τ), each further position tells as much of the
  /// mean as (1 − ρ)/(1 + ρ) = tanh(t/2τ) of an independent one.
  static func weight(after passed: Milliseconds, correlation: Milliseconds) -> Int32 {
    // Between two places of the table a straight line: dense fixes count for little, not for nothing.
    let scaled = min(max(0, passed.count), 1 << 40) * 16_384 / max(1, correlation.count)
    let (step, rest) = (Int(clamping: scaled / 1_024), Int32(scaled % 1_024))
    guard step < weights.count - 1 else { return weights[weights.count - 1] }
    return weights[step] + (weights[step + 1] - weights[step]) * rest / 1_024
  }

  /// These odds, as far as they count.
  func weighted(_ weight: Int32) -> LogOdds { LogOdds(value * weight / 1_024) }

  /// The log odds of Φ(z) for z = 0, 1/32, …, 8.
  private static let ofDeviations: [Int32] = [
    0, 51, 102, 153, 204, 256, 307, 358, 410, 461, 513, 565, 617, 669, 721, 774, 826, 879, 932,
    986, 1_039, 1_093, 1_148, 1_202, 1_257, 1_312, 1_368, 1_423, 1_480, 1_536, 1_593, 1_651,
    1_708, 1_767, 1_825, 1_884, 1_944, 2_004, 2_065, 2_126, 2_187, 2_249, 2_312, 2_375, 2_439,
    2_503, 2_568, 2_634, 2_700, 2_767, 2_834, 2_902, 2_971, 3_040, 3_111, 3_181, 3_253, 3_325,
    3_398, 3_471, 3_546, 3_621, 3_697, 3_773, 3_850, 3_929, 4_007, 4_087, 4_168, 4_249, 4_331,
    4_414, 4_497, 4_582, 4_667, 4_754, 4_841, 4_928, 5_017, 5_107, 5_197, 5_289, 5_381, 5_474,
    5_568, 5_663, 5_758, 5_855, 5_952, 6_051, 6_150, 6_250, 6_351, 6_453, 6_556, 6_660, 6_765,
    6_871, 6_977, 7_085, 7_193, 7_302, 7_413, 7_524, 7_636, 7_749, 7_863, 7_978, 8_094, 8_211,
    8_328, 8_447, 8_567, 8_687, 8_809, 8_931, 9_054, 9_179, 9_304, 9_430, 9_557, 9_685, 9_814,
    9_944, 10_075, 10_207, 10_340, 10_474, 10_609, 10_744, 10_881, 11_019, 11_157, 11_297, 11_437,
    11_579, 11_721, 11_864, 12_009, 12_154, 12_300, 12_447, 12_595, 12_745, 12_895, 13_046,
    13_198, 13_351, 13_504, 13_659, 13_815, 13_972, 14_130, 14_288, 14_448, 14_609, 14_770,
    14_933, 15_097, 15_261, 15_427, 15_593, 15_760, 15_929, 16_098, 16_268, 16_440, 16_612,
    16_785, 16_959, 17_135, 17_311, 17_488, 17_666, 17_845, 18_025, 18_206, 18_388, 18_571,
    18_755, 18_940, 19_126, 19_313, 19_500, 19_689, 19_879, 20_070, 20_261, 20_454, 20_648,
    20_842, 21_038, 21_234, 21_432, 21_631, 21_830, 22_031, 22_232, 22_434, 22_638, 22_842,
    23_048, 23_254, 23_461, 23_670, 23_879, 24_089, 24_300, 24_513, 24_726, 24_940, 25_155,
    25_371, 25_588, 25_807, 26_026, 26_246, 26_467, 26_689, 26_912, 27_136, 27_361, 27_587,
    27_814, 28_042, 28_270, 28_500, 28_731, 28_963, 29_196, 29_430, 29_664, 29_900, 30_137,
    30_375, 30_613, 30_853, 31_094, 31_335, 31_578, 31_822, 32_066, 32_312, 32_559, 32_806,
    33_055, 33_304, 33_555, 33_806, 34_059, 34_312, 34_567, 34_822, 35_079, 35_336, 35_594,
    35_854,
  ]

  /// 1,024 × tanh(x) for x = 0, 1/32, …, 4.
  private static let weights: [Int32] = [
    0, 32, 64, 96, 127, 159, 190, 220, 251, 281, 310, 339, 367, 395, 421, 448, 473, 498, 522, 545,
    568, 590, 611, 631, 650, 669, 687, 704, 721, 737, 752, 766, 780, 793, 805, 817, 829, 839, 850,
    859, 869, 877, 886, 894, 901, 908, 915, 921, 927, 932, 938, 943, 948, 952, 956, 960, 964, 968,
    971, 974, 977, 980, 982, 985, 987, 989, 991, 993, 995, 997, 999, 1_000, 1_001, 1_003, 1_004,
    1_005, 1_006, 1_007, 1_008, 1_009, 1_010, 1_011, 1_012, 1_013, 1_013, 1_014, 1_015, 1_015,
    1_016, 1_016, 1_017, 1_017, 1_018, 1_018, 1_018, 1_019, 1_019, 1_019, 1_020, 1_020, 1_020,
    1_020, 1_021, 1_021, 1_021, 1_021, 1_021, 1_021, 1_022, 1_022, 1_022, 1_022, 1_022, 1_022,
    1_022, 1_022, 1_023, 1_023, 1_023, 1_023, 1_023, 1_023, 1_023, 1_023, 1_023, 1_023, 1_023,
    1_023, 1_023,
  ]
}

extension LogOdds {
  static func + (a: LogOdds, b: LogOdds) -> LogOdds { LogOdds(a.value + b.value) }
  static func - (a: LogOdds, b: LogOdds) -> LogOdds { LogOdds(a.value - b.value) }
  static prefix func - (a: LogOdds) -> LogOdds { LogOdds(-a.value) }
}
