import RoadModel

extension KMLScan {
    /// Takes the text of an element that is read.
    mutating func text(_ token: XMLToken, _ bytes: Span<UInt8>) {
        guard let leaf else { return }
        if token.range.upperBound == bytes.count, leaf != .name, leaf != .altitudeMode {
            // The file ends inside the element: its last number may lack digits.
            cut(token, bytes, leaf)
            return
        }
        switch leaf {
        case .name:
            if isInPlacemark { placemarkName = XMLText.readable(bytes, token.range) }
        case .altitudeMode:
            isAbsolute = isEqual(bytes, XMLText.trimmed(bytes, token.range), "absolute")
        case .when: takeWhen(bytes, token.range)
        case .coordinate:
            if inside == .track { takePlace(bytes, token.range) }
        case .coordinates: takeCoordinates(bytes, token.range)
        }
        self.leaf = nil
    }

    /// Keeps the whole groups of a line that breaks off; the last one, or the sample, is lost.
    private mutating func cut(_ token: XMLToken, _ bytes: Span<UInt8>, _ leaf: Leaf) {
        var start = token.range.upperBound
        while leaf == .coordinates, start > token.range.lowerBound, bytes[start - 1] > 32 {
            start -= 1
        }
        if leaf == .coordinates, inside == .line {
            takeCoordinates(bytes, token.range.lowerBound..<start)
        } else {
            start = token.range.lowerBound
        }
        if start < token.range.upperBound { lose(start..<token.range.upperBound, .truncatedRecord) }
    }

    private mutating func takeWhen(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !isView else { return }
        if inside == .track {
            guard keeping != .places else { return samples.countTime() }
            take(KMLWhen(bytes, range))
        } else if isInPlacemark {
            placemarkTime = KMLWhen(bytes, range).time
        }
    }

    /// Takes a time of a track.
    mutating func take(_ when: KMLWhen) {
        samples.add(when, keeping)
        if samples.count >= mostSamples || hasAllTimes { pause = .full }
    }

    /// Takes a place of a track.
    mutating func takePlace(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard keeping == .all || keeping == .places else { return samples.countPlace() }
        samples.add(KMLPlace(bytes, range, separator: 32))
        if samples.count >= mostSamples { pause = .full }
    }

    private mutating func takeCoordinates(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        if inside == .line, keeping == .places {
            words = range
        } else if inside == .point, point == nil {
            var start = range.lowerBound
            point = XMLText.nextWord(bytes, &start, range.upperBound).map {
                KMLPlace(bytes, $0, separator: UInt8(ascii: ","))
            }
        }
    }

    /// Reads on in the `lon,lat[,height]` groups of a line.
    mutating func takeWords(_ bytes: Span<UInt8>) {
        var start = words.lowerBound
        while let word = XMLText.nextWord(bytes, &start, words.upperBound) {
            samples.add(KMLPlace(bytes, word, separator: UInt8(ascii: ",")))
            if samples.count >= mostSamples {
                pause = .full
                break
            }
        }
        words = start..<words.upperBound
    }
}
