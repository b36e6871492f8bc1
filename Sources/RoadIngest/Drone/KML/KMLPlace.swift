import RoadModel

/// One `longitude, latitude, height` of a KML file.
internal struct KMLPlace {
    /// Degrees east and north; `nan` when the element is empty.
    var longitude = Double.nan, latitude = Double.nan
    /// Metres above what the altitude mode says.
    var height = Double.nan
    /// The bytes it was read from.
    var range: Range<Int>
    /// Whether it holds something else than two or three numbers.
    var isBroken = false

    /// Reads numbers separated by `separator` (a comma in `coordinates`, spaces in `gx:coord`).
    init(_ bytes: Span<UInt8>, _ range: Range<Int>, separator: UInt8) {
        self.range = range
        let text = XMLText.trimmed(bytes, range)
        var (start, place) = (text.lowerBound, 0)
        while start < text.upperBound {
            var end = start
            while end < text.upperBound, bytes[end] != separator, bytes[end] > 32 { end += 1 }
            if end > start {
                guard place < 3, let value = ByteNumber.decimal(bytes, start..<end) else {
                    isBroken = true
                    return
                }
                switch place {
                case 0: longitude = value
                case 1: latitude = value
                default: height = value
                }
                place += 1
            }
            start = end + 1
        }
        if place == 1 { isBroken = true }
    }

    /// As a row, the height only when it counts from the sea.
    func row(isAbsolute: Bool) -> FixRow {
        var row = FixRow()
        (row.latitude, row.longitude) = (latitude, longitude)
        if isAbsolute { row.altitudeMSL = height }
        return row
    }
}
