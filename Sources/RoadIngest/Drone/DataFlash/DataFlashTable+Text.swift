/// Columns of a text log, whose values are already scaled.
extension DataFlashTable {
    /// The fields at `index` of the lines: whole numbers where the format says so and every line
    /// agrees (modes are written as names by some tools), numbers, else texts.
    func textColumn(at index: Int, rows: Range<Int>) -> DataFlashColumn {
        let code = format.columns[index].code
        let fields = rows.map { field(index, ofRow: $0) }
        if code.isText || code == .int16Array {
            return .text(fields.map(text))
        }
        if code.isWhole {
            if code == .uint64 {
                let values = fields.compactMap { UInt64(text($0)) }
                if values.count == fields.count { return .unsigned(values) }
            } else {
                let values = fields.compactMap { Int64(text($0)) }
                if values.count == fields.count {
                    let isUnsigned =
                        code == .uint8 || code == .uint16 || code == .uint32 || code == .mode
                    guard isUnsigned, values.allSatisfy({ $0 >= 0 }) else {
                        return .signed(values)
                    }
                    return .unsigned(values.map(UInt64.init))
                }
            }
        }
        let values = fields.compactMap { Double(text($0)) }
        return values.count == fields.count ? .double(values) : .text(fields.map(text))
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: records[range], as: UTF8.self)
    }

    /// The bytes of a field without blanks around it; the last one may hold commas.
    private func field(_ index: Int, ofRow row: Int) -> Range<Int> {
        let lineEnd = ends[row]
        var start = row == 0 ? 0 : ends[row - 1]
        var left = index
        while left > 0, start < lineEnd {
            if records[start] == UInt8(ascii: ",") { left -= 1 }
            start += 1
        }
        var end = lineEnd
        if index < format.columns.count - 1 {
            end = start
            while end < lineEnd, records[end] != UInt8(ascii: ",") { end += 1 }
        }
        while start < end, records[start] <= 32 { start += 1 }
        while end > start, records[end - 1] <= 32 { end -= 1 }
        return start..<end
    }
}
