import RoadModel

extension ULogScanner {
    /// Takes a message other than a data record from `[start, end)`.
    @inline(never)
    mutating func accept(
        _ bytes: RawSpan,
        at start: Int,
        to end: Int,
        keeping wanted: (String) -> Bool
    ) {
        let payload = start + ULogMessage.headerByteCount
        let isUnderstood: Bool
        switch bytes.uint8(at: start + 2) ?? 0 {
        case ULogMessage.format: isUnderstood = acceptFormat(bytes, payload, end)
        case ULogMessage.info: isUnderstood = acceptInfo(bytes, payload, end)
        case ULogMessage.infoList: isUnderstood = acceptInfoList(bytes, payload, end)
        case ULogMessage.parameter: isUnderstood = acceptParameter(bytes, payload, end)
        case ULogMessage.parameterDefault: isUnderstood = acceptDefault(bytes, payload, end)
        case ULogMessage.add: isUnderstood = acceptTopic(bytes, payload, end, keeping: wanted)
        case ULogMessage.text: isUnderstood = acceptText(bytes, payload, end, tagged: false)
        case ULogMessage.taggedText: isUnderstood = acceptText(bytes, payload, end, tagged: true)
        case ULogMessage.dropout: isUnderstood = acceptDropout(bytes, payload)
        default: isUnderstood = true  // Sync marks, flags and unsubscriptions say nothing more.
        }
        if isUnderstood {
            file.recordsRead += 1
            file.bytesUnderstood += end - start
        } else {
            file.recordsBroken += 1
            losses.add(start, end, .malformedRecord)
        }
    }

    private mutating func acceptFormat(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
        guard let format = ULogFormat(bytes, from: start, to: end),
            file.formats.add(format)
        else { return false }
        guard lateFormatBudget > 0 else { return true }
        for index in subscriptions.indices where subscriptions[index].layout == nil {
            lateFormatBudget -= 1 + format.fields.count
            guard lateFormatBudget > 0 else { break }
            subscriptions[index].adopt(file.formats.layout(of: subscriptions[index].name))
        }
        return true
    }

    private mutating func acceptTopic(
        _ bytes: RawSpan,
        _ start: Int,
        _ end: Int,
        keeping wanted: (String) -> Bool
    ) -> Bool {
        guard let multiID = bytes.uint8(at: start), let id = bytes.uint16(at: start + 1) else {
            return false
        }
        isInDataSection = true
        let name = bytes.text(from: start + 3, to: end)
        if let index = subscription(of: id), subscriptions[index].name == name,
            subscriptions[index].multiID == multiID
        {
            return true
        }
        // Each entry costs more memory than its message has bytes; no vehicle has 4,000 topics.
        guard ULogField.isIdentifier(bytes, from: start + 3, to: end), subscriptions.count < 4096
        else { return false }
        subscribe(
            ULogSubscription(
                name: name,
                multiID: multiID,
                messageID: id,
                layout: file.formats.layout(of: name),
                isWanted: wanted(name)
            )
        )
        return true
    }

    private mutating func acceptInfo(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
        guard let (name, value) = keyed(bytes, start, end) else { return false }
        file.infos[name] = value
        return true
    }

    private mutating func acceptInfoList(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
        guard let continued = bytes.uint8(at: start),
            let (name, value) = keyed(bytes, start + 1, end)
        else { return false }
        // Taken out, so that it grows in place.
        var lists = file.infoLists.removeValue(forKey: name) ?? []
        if continued != 0, !lists.isEmpty {
            lists[lists.count - 1].append(value)
        } else {
            lists.append([value])
        }
        file.infoLists[name] = lists
        return true
    }

    private mutating func acceptParameter(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
        guard let parameter = parameter(bytes, start, end) else { return false }
        if isInDataSection {
            file.parameterChanges.append(
                ULogParameterChange(vehicleMicroseconds: clock.now, parameter: parameter)
            )
        } else {
            file.parameters.append(parameter)
        }
        return true
    }

    private mutating func acceptDefault(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Bool {
        guard let scope = bytes.uint8(at: start), let parameter = parameter(bytes, start + 1, end)
        else { return false }
        file.parameterDefaults.append(ULogParameterDefault(scope: scope, parameter: parameter))
        return true
    }

    private mutating func acceptText(
        _ bytes: RawSpan,
        _ start: Int,
        _ end: Int,
        tagged: Bool
    ) -> Bool {
        let stamp = tagged ? start + 3 : start + 1
        guard stamp + 8 <= end, let level = bytes.uint8(at: start),
            let time = bytes.uint64(at: stamp).flatMap(Int64.init(exactly:))
        else { return false }
        isInDataSection = true
        file.texts.append(
            ULogText(
                vehicleMicroseconds: time,
                level: level >= 0x30 ? level - 0x30 : level,
                tag: tagged ? bytes.uint16(at: start + 1) : nil,
                text: bytes.text(from: stamp + 8, to: end)
            )
        )
        return true
    }

    private mutating func acceptDropout(_ bytes: RawSpan, _ start: Int) -> Bool {
        guard let milliseconds = bytes.uint16(at: start) else { return false }
        file.dropouts.append(
            ULogDropout(vehicleMicroseconds: clock.now, milliseconds: milliseconds)
        )
        return true
    }

    private func parameter(_ bytes: RawSpan, _ start: Int, _ end: Int) -> ULogParameter? {
        guard let (name, value) = keyed(bytes, start, end) else { return nil }
        switch value {
        case .signed, .single: return ULogParameter(name: name, value: value)
        default: return nil
        }
    }

    private func keyed(_ bytes: RawSpan, _ start: Int, _ end: Int) -> (String, ULogValue)? {
        guard let length = bytes.uint8(at: start) else { return nil }
        let value = start + 1 + Int(length)
        guard value <= end, let key = ULogKey(bytes, from: start + 1, to: value) else { return nil }
        let name = bytes.text(from: key.nameStart, to: value)
        return (name, ULogValue.decode(key, bytes, from: value, to: end))
    }
}
