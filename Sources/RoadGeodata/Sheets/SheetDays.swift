import RoadModel

/// The numbers of days behind the dates of a workbook, which GDAL shows less exactly.
struct SheetDays {
    /// A copy of the workbook without date formats.
    let path: String
    /// Days between the workbook's first day and that of 1900.
    let shift: Int

    /// The rows of a sheet with exact dates, from the rows as GDAL shows them, one a line, and the
    /// same rows of the copy.
    func exact(_ dated: [UInt8], numbers: [UInt8]) -> [UInt8] {
        let shown = Self.lines(dated)
        let plain = Self.lines(numbers)
        guard shown.count == plain.count else { return dated }
        var text: [UInt8] = []
        text.reserveCapacity(dated.count)
        for (line, twin) in zip(shown, plain) {
            if line == twin {
                text += line
            } else {
                let (cells, values) = (Self.cells(line), Self.cells(twin))
                for (column, cell) in cells.enumerated() {
                    if column > 0 { text.append(UInt8(ascii: ",")) }
                    let value = column < values.count ? values[column] : cell
                    let exact =
                        cell == value
                        ? nil
                        : exact(
                            String(decoding: cell, as: UTF8.self),
                            String(decoding: value, as: UTF8.self)
                        )
                    if let exact { text += exact.utf8 } else { text += cell }
                }
            }
            text.append(10)
        }
        return text
    }

    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        // A blank row counts; behind the last line end there is none.
        Array(text.split(separator: 10, omittingEmptySubsequences: false).dropLast())
    }

    /// The cells of a line, quotes included.
    private static func cells(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var cells: [ArraySlice<UInt8>] = []
        var (start, isQuoted) = (line.startIndex, false)
        for place in line.indices {
            if line[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard line[place] == UInt8(ascii: ","), !isQuoted else { continue }
            cells.append(line[start..<place])
            start = place + 1
        }
        cells.append(line[start...])
        return cells
    }

    /// A date of GDAL's, `2025/01/15` or `2025/01/15 14:03:22.998`, from the number behind it.
    ///
    /// A time of day that the cell's format hides is shown, and milliseconds are rounded once.
    /// `nil` for a cell that is no date.
    func exact(_ written: String, _ number: String) -> String? {
        guard written != number, written.utf8.count >= 10,
            written.utf8.dropFirst(4).first == UInt8(ascii: "/"),
            written.utf8.dropFirst(7).first == UInt8(ascii: "/"),
            let days = Double(number), (1..<2_000_000).contains(days)
        else { return nil }
        // 25,569 days lie between 1899-12-30 and 1970-01-01.
        let milliseconds = Int64(((days + Double(shift) - 25_569) * 86_400_000).rounded())
        let (day, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        let part = rest < 0 ? rest + 86_400_000 : rest
        let date = Self.civil(Int(rest < 0 ? day - 1 : day))
        if part == 0, written.utf8.count == 10 { return date }
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        var text = "\(date) \(two(part / 3_600_000)):\(two(part / 60_000 % 60))"
        text += ":\(two(part / 1000 % 60))"
        let thousandths = "\(part % 1000)"
        if part % 1000 != 0 {
            text += "." + String(repeating: "0", count: 3 - thousandths.count) + thousandths
        }
        return text
    }

    private static func civil(_ day: Int) -> String {
        let date = CivilDate(daysSinceEpoch: day)
        return "\(date)".replacing("-", with: "/")
    }
}
