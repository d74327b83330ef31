import GeoCore
import Ingest
import Presentation

extension DatagramExplanation.Name {
  /// What the field is called.
  var words: Sentence {
    switch self {
    case .magic: Sentence("magic", "标识")
    case .version: Sentence("version", "版本")
    case .kind: Sentence("kind", "种类")
    case .sender: Sentence("sender", "发送方")
    case .salt: Sentence("salt", "会话盐")
    case .counter: Sentence("counter", "计数器")
    case .sentAt: Sentence("sent at", "发送时间")
    case .fixCount: Sentence("number of fixes", "定位点数")
    case .reserved: Sentence("reserved", "保留")
    case .device: Sentence("device", "装置")
    case .time: Sentence("time", "时间")
    case .latitude: Sentence("latitude", "纬度")
    case .longitude: Sentence("longitude", "经度")
    case .age: Sentence("age", "已过时长")
    case .accuracy: Sentence("accuracy", "精度")
    case .hdop: Sentence("HDOP", "HDOP")
    case .speed: Sentence("speed", "速度")
    case .heading: Sentence("heading", "航向")
    case .flags: Sentence("flags", "标志")
    case .satellites: Sentence("satellites", "卫星数")
    case .battery: Sentence("battery", "电量")
    case .source: Sentence("source", "来源")
    case .reportSalt: Sentence("report's salt", "所确认报文的会话盐")
    case .reportCounter: Sentence("report's counter", "所确认报文的计数器")
    case .serverTime: Sentence("server's time", "服务器时间")
    case .rangeCount: Sentence("number of ranges", "区段数")
    case .firstFix: Sentence("first fix", "首个定位点")
    case .code: Sentence("code", "结果代码")
    case .sealed: Sentence("sealed body", "密文")
    case .tag: Sentence("tag", "校验码")
    case .surplus: Sentence("left over", "多余字节")
    }
  }
}

extension DatagramExplanation.Fault {
  /// What is wrong.
  var words: Sentence {
    switch self {
    case .unexpected: Sentence("not this format's", "不是本格式的取值")
    case .directionBit: Sentence("the top bit must be 0", "最高位必须为 0")
    case .notZero: Sentence("must be 0", "必须为 0")
    case .noMeaning: Sentence("has no meaning", "取值无意义")
    case .withoutPosition: Sentence("must be 0 without a position", "无定位时必须为 0")
    case .wrongLength: Sentence("the body has another length", "与报文体长度不符")
    case .cutOff: Sentence("cut off", "不完整")
    case .badTag: Sentence("does not hold", "校验不通过")
    }
  }
}

extension DatagramExplanation.Unit {
  /// The unit as it stands after a number.
  func text(in language: Language) -> String {
    switch self {
    case .degrees: "°"
    case .meters: Sentence(" m", " 米").in(language)
    case .metersPerSecond: Sentence(" m/s", " 米/秒").in(language)
    case .percent: " %"
    case .seconds: Sentence(" s", " 秒").in(language)
    }
  }
}

extension NativeDatagram.Kind {
  /// What the datagram is.
  var words: Sentence {
    switch self {
    case .report: Sentence("report, from a sender", "上报（来自发送方）")
    case .acknowledgement: Sentence("acknowledgement, from the server", "确认（来自服务器）")
    }
  }
}

extension Refusal {
  /// Why a server would drop the datagram, and what to look at.
  var sentence: Sentence {
    switch self {
    case .tooShort:
      Sentence("it is shorter than the shortest report, 48 bytes", "短于最短的报文（48 字节）")
    case .tooLong:
      Sentence("it is longer than 1200 bytes; put fewer fixes into it", "超过 1200 字节；请减少定位点")
    case .notOurs:
      Sentence("it does not begin with 46 4c; this is another protocol", "不以 46 4c 开头；不是本协议")
    case .unsupportedVersion:
      Sentence("its version is not 1", "版本不是 1")
    case .wrongKind:
      Sentence("its kind is neither 01 nor 81; say --as to read on", "种类既非 01 也非 81；可用 --as 指定")
    case .badSalt:
      Sentence("the top bit of its salt is set; draw 31 bits", "会话盐最高位为 1；应只取 31 位随机数")
    case .unknownSender: Sentence("its sender is not registered", "发送方未登记")
    case .badTag:
      Sentence(
        "the tag does not hold: another key, another nonce, or changed bytes",
        "校验不通过：密钥不同、随机数（nonce）不同，或内容被改动"
      )
    case .malformedBody:
      Sentence(
        "the length of its body is not that of its count, or reserved bytes are not zero",
        "报文体长度与所述数量不符，或保留字节不为零"
      )
    }
  }
}
