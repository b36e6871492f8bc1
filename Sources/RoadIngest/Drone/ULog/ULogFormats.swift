/// All formats of a log, and what follows from them together: sizes and places of fields.
package struct ULogFormats: Sendable {
    /// The largest record: a message has at most 65,535 bytes, two of which are the id.
    package static let largestRecord = 65_533
    /// The deepest nesting that is followed; real logs have two levels.
    static let deepestNesting = 16

    /// The formats by name.
    package private(set) var byName: [String: ULogFormat] = [:]

    /// Adds a format; the first definition of a name stays.
    ///
    /// - Returns: `false` when the name is taken by a different definition.
    package mutating func add(_ format: ULogFormat) -> Bool {
        if let known = byName[format.name] { return known == format }
        byName[format.name] = format
        return true
    }

    /// The layout of records of the named format; `nil` when it or a nested format is missing,
    /// nested without end, or larger than a message can be.
    package func layout(of name: String) -> ULogLayout? {
        var sizes: [String: Int] = [:]
        guard let format = byName[name],
            let size = size(of: format, depth: 0, known: &sizes)
        else { return nil }

        var unpadded = size
        for field in format.fields.reversed() {
            guard field.isPadding, let length = self.size(of: field, depth: 0, known: &sizes)
            else { break }
            unpadded -= length
        }
        var timestamp: ULogTimeField?
        var offset = 0
        for field in format.fields {
            if field.name == "timestamp", field.elements == nil, case .scalar(let type) = field.kind
            {
                timestamp = ULogTimeField(offset: offset, type: type)
                break
            }
            offset += self.size(of: field, depth: 0, known: &sizes) ?? 0
        }
        return ULogLayout(
            format: format,
            byteCount: size,
            unpaddedByteCount: unpadded,
            time: timestamp ?? ULogTimeField()
        )
    }

    /// The plain fields of a format, nested ones and arrays taken apart, without padding.
    ///
    /// Names are written as `previous.lat` and `esc[3].esc_rpm`. At most 65,533 entries, since
    /// each has a byte of its own.
    package func leaves(of format: ULogFormat) -> [ULogLeaf] {
        var sizes: [String: Int] = [:]
        guard size(of: format, depth: 0, known: &sizes) != nil else { return [] }
        var leaves: [ULogLeaf] = []
        var offset = 0
        collect(format, prefix: "", depth: 0, offset: &offset, known: &sizes, into: &leaves)
        return leaves
    }

    private func collect(
        _ format: ULogFormat,
        prefix: String,
        depth: Int,
        offset: inout Int,
        known: inout [String: Int],
        into leaves: inout [ULogLeaf]
    ) {
        for field in format.fields {
            guard !field.isPadding else {
                offset += size(of: field, depth: depth, known: &known) ?? 0
                continue
            }
            for index in 0..<(field.elements ?? 1) {
                var path = prefix + field.name
                if field.elements != nil { path += "[\(index)]" }
                switch field.kind {
                case .scalar(let scalar):
                    leaves.append(ULogLeaf(path: path, type: scalar, offset: offset))
                    offset += scalar.byteCount
                case .nested(let name):
                    guard let nested = byName[name], depth < Self.deepestNesting else { continue }
                    collect(
                        nested,
                        prefix: path + ".",
                        depth: depth + 1,
                        offset: &offset,
                        known: &known,
                        into: &leaves
                    )
                }
            }
        }
    }

    private func size(of format: ULogFormat, depth: Int, known: inout [String: Int]) -> Int? {
        if let size = known[format.name] { return size < 0 ? nil : size }
        guard depth < Self.deepestNesting else { return nil }
        // A format met again below itself is a cycle: it finds this mark and fails.
        known[format.name] = -1
        var total = 0
        for field in format.fields {
            guard let length = size(of: field, depth: depth, known: &known),
                total + length <= Self.largestRecord
            else { return nil }
            total += length
        }
        known[format.name] = total
        return total
    }

    private func size(of field: ULogField, depth: Int, known: inout [String: Int]) -> Int? {
        let single: Int
        switch field.kind {
        case .scalar(let scalar):
            single = scalar.byteCount
        case .nested(let name):
            guard let nested = byName[name],
                let size = size(of: nested, depth: depth + 1, known: &known)
            else { return nil }
            single = size
        }
        // Both factors are below 2^17, so the product cannot overflow.
        let total = single * (field.elements ?? 1)
        return total <= Self.largestRecord ? total : nil
    }
}
