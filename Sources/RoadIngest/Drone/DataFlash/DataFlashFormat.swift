/// What a record of one kind is made of, as an `FMT` record of the log declares it.
package struct DataFlashFormat: Sendable, Hashable {
    /// One column.
    package struct Column: Sendable, Hashable {
        /// The name, for example `TimeUS`.
        package let name: String
        /// How its values are stored.
        package let code: DataFlashCode
        /// Where its value begins in a binary record, counted after the head.
        package let offset: Int
    }

    /// The number that begins records of this kind.
    package let type: UInt8
    /// The name, for example `GPS`.
    package let name: String
    /// The length of a binary record without its head of three bytes.
    package let byteCount: Int
    /// The columns in file order.
    package let columns: [Column]
    /// The index of the column that holds the vehicle's time; `nil` without one.
    package let timeColumn: Int?
    /// Microseconds in one unit of that column.
    package let microsecondsPerUnit: Int64

    /// The type of the records that declare the others.
    package static let declaration: UInt8 = 0x80
    /// The length of a binary head: `A3 95`, type.
    package static let headByteCount = 3

    /// The format of `FMT` itself, which every log begins with.
    package static let own = DataFlashFormat(
        type: declaration,
        name: "FMT",
        byteCount: 86,
        columns: [
            Column(name: "Type", code: .uint8, offset: 0),
            Column(name: "Length", code: .uint8, offset: 1),
            Column(name: "Name", code: .text4, offset: 2),
            Column(name: "Format", code: .text16, offset: 6),
            Column(name: "Columns", code: .text64, offset: 22),
        ]
    )

    private init(type: UInt8, name: String, byteCount: Int, columns: [Column]) {
        (self.type, self.name, self.byteCount) = (type, name, byteCount)
        self.columns = columns
        (timeColumn, microsecondsPerUnit) = Self.time(of: columns)
    }

    /// A declared format; `nil` when the declaration contradicts itself.
    ///
    /// - Parameters:
    ///   - type: The number that begins such records.
    ///   - recordByteCount: The length that the declaration states, head included.
    ///   - name: The name.
    ///   - codes: One letter for each column.
    ///   - columnNames: Names with commas between; cut off at 64 characters in real logs, so the
    ///     last ones may be missing and are then called `column9` and so on.
    package init?(
        type: UInt8,
        recordByteCount: Int,
        name: String,
        codes: String,
        columnNames: String
    ) {
        guard Self.isName(name), type != Self.declaration || name == "FMT" else { return nil }
        let names = columnNames.split(separator: ",", omittingEmptySubsequences: false)
        var columns: [Column] = []
        var offset = 0
        for (index, letter) in codes.utf8.enumerated() {
            guard let code = DataFlashCode(rawValue: letter) else { return nil }
            var column = index < names.count ? names[index].trimmed : ""
            if column.isEmpty { column = "column\(index)" }
            columns.append(Column(name: column, code: code, offset: offset))
            offset += code.byteCount
        }
        // Some records have no columns: their presence is what they tell.
        guard offset + Self.headByteCount == recordByteCount else { return nil }
        self.init(type: type, name: name, byteCount: offset, columns: columns)
    }

    /// The index of the column of that name.
    package func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

    /// Whether a text can be the name of a format: up to 16 letters, digits, `_`.
    static func isName(_ name: String) -> Bool {
        (1...16).contains(name.utf8.count) && name.utf8.allSatisfy(isNameByte)
    }

    /// Whether a byte can stand in a name.
    @inline(__always)
    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }

    /// Logs before 2015 count milliseconds; their `GPS` carries the time of week as `TimeMS` and
    /// the vehicle's time as `T`.
    private static func time(of columns: [Column]) -> (Int?, Int64) {
        func column(_ name: String, _ codes: DataFlashCode...) -> Int? {
            columns.firstIndex { $0.name == name && codes.contains($0.code) }
        }
        if let index = column("TimeUS", .uint64, .int64) { return (index, 1) }
        if columns.contains(where: { $0.name == "Week" || $0.name == "GWk" }) {
            return (column("T", .uint32, .int32), 1000)
        }
        return (column("TimeMS", .uint32, .int32), 1000)
    }
}

extension Substring {
    /// Without blanks at both ends.
    var trimmed: String {
        var text = self
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
