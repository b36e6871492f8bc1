import RoadModel

/// Reads crash cards from JSON that is no GeoJSON: the road police's cards (ГИБДД), and plain
/// objects whose members bear the names of a table's columns.
///
/// The cards come as `{"tab": […]}`, inside a text `{"data": "{\"tab\": […]}"}` as the interface of
/// the road police answers, as an array, or one object a line.
internal enum CrashJSONReader {
    /// Reads every card; `nil` when the content is a GeoJSON collection.
    ///
    /// - Throws: `.formatDamaged` when the top value holds no cards.
    static func read(
        _ bytes: Span<UInt8>,
        from start: Int,
        options: CrashOptions,
        _ take: CrashReader.Taker
    ) throws(IntakeError) -> CrashIntake? {
        if bytes[start] == UInt8(ascii: "[") {
            var first = start + 1
            while first < bytes.count, bytes[first] <= 32 { first += 1 }
            guard first < bytes.count, bytes[first] == UInt8(ascii: "{") else {
                throw noCards(options.subject, byte: min(first, bytes.count - 1))
            }
            return try records(
                bytes,
                JSONRecordScanner(from: start + 1, mark: .policeCard),
                options: options,
                take
            )
        }
        if JSONRecordScanner(bytes, member: "\"features\"", mark: .feature) != nil { return nil }
        for member: StaticString in ["\"tab\"", "\"cards\"", "\"data\"", "\"crashes\""] {
            if let found = JSONRecordScanner(bytes, member: member, mark: .policeCard) {
                return try records(bytes, found, options: options, take)
            }
        }
        if let inner = try answer(bytes, from: start, options: options, take) { return inner }
        let lines = try records(
            bytes,
            JSONRecordScanner(from: start, mark: .policeCard),
            options: options,
            take
        )
        guard lines.recordsSeen > lines.recordsRejected || lines.recordsSeen > 1 else { return nil }
        return lines
    }

    private static func noCards(_ subject: String, byte: Int) -> IntakeError {
        IntakeError(
            .formatUnknown,
            subject: subject,
            place: SourcePlace(byteOffset: byte),
            detail: "The JSON array does not begin with an object, so it holds no crash cards.",
            remedy: "Give an array of objects, one crash each, with at least id, time and a place."
        ).saying(
            ru: (
                "Массив JSON начинается не с объекта: карточек ДТП в нём нет.",
                "Нужен массив объектов, по объекту на ДТП, хотя бы с номером, временем и местом."
            ),
            kk: (
                "JSON массиві объектіден басталмайды: онда ЖКО карточкалары жоқ.",
                "Әр ЖКО-ға бір объект керек: кемінде нөмірі, уақыты және орны болсын."
            )
        )
    }

    /// The cards inside `data`, whether it is a text or an object.
    private static func answer(
        _ bytes: Span<UInt8>,
        from start: Int,
        options: CrashOptions,
        _ take: CrashReader.Taker
    ) throws(IntakeError) -> CrashIntake? {
        guard let top = JSONParser.value(bytes, in: start..<end(bytes)), let body = top["data"]
        else { return nil }
        if case .text(let text) = body {
            let inner = Array(text.utf8)
            guard !inner.isEmpty, inner[0] == UInt8(ascii: "{") || inner[0] == UInt8(ascii: "[")
            else { return nil }
            var intake = try read(inner.span, from: 0, options: options, take)
            intake?.notes.append(
                IntakeNote(
                    code: "json.inner_text",
                    count: 1,
                    text: "The cards stand in a text inside the file; lines and bytes count from "
                        + "the beginning of that text."
                )
            )
            return intake
        }
        guard let cards = ["tab", "cards"].lazy.compactMap({ body[$0] }).first,
            case .list(let list) = cards
        else { return nil }
        var assembler = CrashAssembler(options: options)
        var intake = CrashIntake(format: .policeJSON)
        for card in list {
            intake.append(outcome(card, at: SourcePlace(line: 1, byteOffset: start), &assembler))
        }
        intake.notes = assembler.notes
        return intake
    }

    /// The end of the text without the spaces behind it.
    private static func end(_ bytes: Span<UInt8>) -> Int {
        var end = bytes.count
        while end > 0, bytes[end - 1] <= 32 { end -= 1 }
        return end
    }

    private static func records(
        _ bytes: Span<UInt8>,
        _ scanner: JSONRecordScanner,
        options: CrashOptions,
        _ take: CrashReader.Taker
    ) throws(IntakeError) -> CrashIntake {
        var scanner = scanner
        var assembler = CrashAssembler(options: options)
        var intake = CrashIntake(format: .json)
        while let element = scanner.next(bytes) {
            try intake.passOn(take)
            guard element.isBalanced, element.range.count <= CrashGeoJSONReader.longestFeature,
                let value = JSONParser.value(bytes, in: element.range)
            else {
                intake.append(.rejected(CrashGeoJSONReader.damaged(element)))
                continue
            }
            if value["KartId"] != nil { intake.format = .policeJSON }
            intake.append(outcome(value, at: element.place, &assembler))
        }
        intake.notes = assembler.notes
        return intake
    }

    private static func outcome(
        _ value: JSONValue,
        at place: SourcePlace,
        _ assembler: inout CrashAssembler
    ) -> CrashOutcome {
        guard case .object(let members) = value else {
            return .rejected(
                Reject(place: place, reason: .malformedRecord, expected: "a JSON object")
            )
        }
        do throws(AgeFault) {
            if members["KartId"] != nil {
                let people = try CrashPeopleJSON(policeCard: value, dropsAge: assembler.dropsAges)
                var values = assembler.values(policeFields(value))
                if let killed = values[.killed].flatMap({ Int($0) }),
                    !people.participants.isEmpty, killed > people.participants.count
                {
                    return .rejected(moreKilledThanPeople(place, killed, people))
                }
                if values[.place] == nil, values[.road] == nil { values[.street] = street(value) }
                return assembler.make(values, location: nil, place: place, people: people)
            }
            var fields: [String: String] = [:]
            for (name, member) in members {
                if case .list(let items) = member, case .object? = items.first { continue }
                fields[name] = member.plainText
            }
            if let point = members["point"] {
                fields["lat"] = fields["lat"] ?? point["lat"]?.plainText
                fields["lon"] = fields["lon"] ?? (point["long"] ?? point["lon"])?.plainText
            }
            let people = try CrashPeopleJSON(openCard: members, dropsAge: assembler.dropsAges)
            var values = assembler.values(fields)
            if let parent = fields["parent_region"] { values[.region] = parent }
            return assembler.make(values, location: nil, place: place, people: people)
        } catch {
            return assembler.reject(error, at: place)
        }
    }

    private static func moreKilledThanPeople(
        _ place: SourcePlace,
        _ killed: Int,
        _ people: CrashPeopleJSON
    ) -> Reject {
        Reject(
            place: place,
            reason: .countRange,
            field: "POG",
            found: "\(killed)",
            expected: "at most \(people.participants.count), the people that the card lists"
        )
    }

    /// The card's members under the names of a table's columns.
    private static func policeFields(_ card: JSONValue) -> [String: String] {
        let body = card["infoDtp"] ?? card
        var fields: [String: String] = [:]
        func take(_ name: String, _ value: JSONValue?) {
            let text = trimmed(value?.plainText ?? "")
            if !text.isEmpty, fields[name] == nil { fields[name] = text }
        }
        take("id", card["KartId"])
        take("date", card["date"] ?? card["Date"])
        take("time", card["Time"] ?? card["time"])
        take("type", card["DTP_V"])
        take("killed", card["POG"])
        take("injured", card["RAN"])
        // COORD_W is the latitude (широта), COORD_L the longitude (долгота).
        take("lat", body["COORD_W"])
        take("lon", body["COORD_L"])
        take("road", body["dor"])
        take("km", body["km"])
        take("m", body["m"])
        take("region", card["Region"] ?? card["region"])
        let parts = ["osv", "s_pog", "s_pch"].compactMap { body[$0]?.plainText }
        if !parts.isEmpty { fields["conditions"] = parts.joined(separator: "; ") }
        return fields
    }

    private static func street(_ card: JSONValue) -> String? {
        let body = card["infoDtp"] ?? card
        let parts = ["n_p", "street", "house"].compactMap { body[$0]?.plainText }
            .map(trimmed).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
