/// The codes of the records that are decoded.
enum DJIRecordType {
    static let osd: UInt8 = 1
    static let home: UInt8 = 2
    static let gimbal: UInt8 = 3
    static let custom: UInt8 = 5
    static let tip: UInt8 = 9
    static let warning: UInt8 = 10
    static let appPlace: UInt8 = 14
    static let seriousWarning: UInt8 = 24
    static let camera: UInt8 = 25

    private static let decoded: UInt64 =
        [osd, home, gimbal, custom, tip, warning, appPlace, seriousWarning, camera]
        .reduce(0) { $0 | 1 << UInt64($1) }

    /// Whether records of the type are decoded; the others are checked and counted.
    @inline(__always)
    static func isDecoded(_ type: UInt8) -> Bool {
        type < 64 && decoded >> UInt64(type) & 1 == 1
    }
}
