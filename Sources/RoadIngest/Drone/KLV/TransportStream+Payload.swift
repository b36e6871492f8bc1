extension TransportStream.Elementary {
    /// Takes the payload of one transport packet.
    mutating func take(_ source: RawSpan, _ range: Range<Int>, begins: Bool) {
        if begins {
            (header, isInside, unitRest, unitHeader) = ([], true, 0, [])
        }
        guard isInside else { return }
        var cursor = range.lowerBound
        // The header of a packetised stream: 00 00 01, id, length, two flags, length of the rest.
        while var gathered = header, cursor < range.upperBound {
            gathered.append(source.uint8(at: cursor) ?? 0)
            cursor += 1
            header = gathered
            if gathered.count == 3, gathered != [0, 0, 1] {
                (isInside, header) = (false, nil)
                return
            }
            if gathered.count >= 9, gathered.count == 9 + Int(gathered[8]) { header = nil }
        }
        guard cursor < range.upperBound else { return }
        if isSynchronous {
            unwrap(source, cursor..<range.upperBound)
        } else {
            append(source, cursor..<range.upperBound)
        }
    }

    /// Drops the five bytes before each access unit: service, sequence, flags, length.
    private mutating func unwrap(_ source: RawSpan, _ range: Range<Int>) {
        var cursor = range.lowerBound
        while cursor < range.upperBound {
            if unitRest == 0 {
                unitHeader.append(source.uint8(at: cursor) ?? 0)
                cursor += 1
                if unitHeader.count == 5 {
                    unitRest = Int(unitHeader[3]) << 8 | Int(unitHeader[4])
                    unitHeader = []
                }
                continue
            }
            let end = min(cursor + unitRest, range.upperBound)
            append(source, cursor..<end)
            unitRest -= end - cursor
            cursor = end
        }
    }

    private mutating func append(_ source: RawSpan, _ range: Range<Int>) {
        pieces.append((bytes.count, range.lowerBound))
        for offset in range { bytes.append(source.uint8(at: offset) ?? 0) }
    }
}
