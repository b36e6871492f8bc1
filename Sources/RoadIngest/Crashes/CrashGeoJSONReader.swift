import RoadModel

/// Reads crash cards from a GeoJSON feature collection, feature by feature.
internal enum CrashGeoJSONReader {
    /// A feature of more bytes than this is damaged; it is not decoded.
    static let longestFeature = 4 << 20

    /// Reads every feature.
    ///
    /// - Throws: `.formatDamaged` when there is no member `features`, `.geometryKind` when the
    ///   features have geometries and none of them is a point.
    static func read(
        _ bytes: Span<UInt8>,
        options: CrashOptions,
        _ take: CrashReader.Taker
    ) throws(IntakeError) -> CrashIntake {
        guard var scanner = JSONRecordScanner(bytes, member: "\"features\"", mark: .feature) else {
            throw IntakeError(
                .formatDamaged,
                subject: options.subject,
                place: SourcePlace(line: 1, byteOffset: 0),
                detail: "The GeoJSON object has no array \"features\".",
                remedy: "Export the crashes as a FeatureCollection."
            )
        }
        var assembler = CrashAssembler(options: options)
        var intake = CrashIntake(format: .geoJSON)
        var otherShapes = 0
        var utcMarks = 0
        while let element = scanner.next(bytes) {
            try intake.passOn(take)
            guard let feature = decode(element, bytes) else {
                intake.append(.rejected(damaged(element)))
                continue
            }
            if case .other(let kind) = feature.geometry {
                otherShapes += 1
                intake.append(.rejected(notAPoint(element, kind)))
                continue
            }
            var values = assembler.values(feature.fields)
            // dtp-stat's `region` is the town or district within its `parent_region`.
            if let parent = feature.fields["parent_region"] { values[.region] = parent }
            let people: CrashPeopleJSON
            do throws(AgeFault) {
                people = try CrashPeopleJSON(
                    openCard: feature.properties,
                    dropsAge: assembler.dropsAges
                )
            } catch {
                intake.append(assembler.reject(error, at: element.place))
                continue
            }
            if let time = values[.time], time.hasSuffix("Z") || time.hasSuffix("+00:00") {
                utcMarks += 1
                if options.zone != nil { values[.time] = withoutUTCMark(time) }
            }
            var location: GeodeticCoordinate?
            if case .point(let point) = feature.geometry { location = point }
            intake.append(
                assembler.make(
                    values,
                    location: location,
                    place: element.place,
                    people: people
                )
            )
        }
        if intake.recordsSeen > 0, otherShapes == intake.recordsSeen {
            throw IntakeError(
                .geometryKind,
                subject: options.subject,
                place: intake.firstReject,
                detail: "None of the \(otherShapes) features is a point.",
                remedy: "Give a collection of crash points, not of areas or lines."
            )
        }
        intake.notes = assembler.notes
        if let note = utcNote(utcMarks, zone: options.zone) { intake.notes.append(note) }
        return intake
    }

    private static func decode(
        _ element: JSONRecordScanner.Element,
        _ bytes: Span<UInt8>
    ) -> CrashFeature? {
        guard element.isBalanced, element.range.count <= longestFeature,
            let value = JSONParser.value(bytes, in: element.range)
        else { return nil }
        return CrashFeature(value)
    }

    /// The reject of a record that is no whole JSON object.
    static func damaged(_ element: JSONRecordScanner.Element) -> Reject {
        let size = "\(element.range.count) bytes"
        return Reject(
            place: element.place,
            reason: element.isCutOff ? .truncatedRecord : .malformedRecord,
            found: size,
            expected: "a whole JSON record of at most \(longestFeature >> 20) MiB",
            proposal: element.isCutOff ? "receive the file again; it breaks off here" : ""
        )
    }

    private static func notAPoint(
        _ element: JSONRecordScanner.Element,
        _ kind: String
    ) -> Reject {
        Reject(
            place: element.place,
            reason: .malformedRecord,
            field: "geometry",
            found: safeForMessages(kind),
            expected: "Point"
        )
    }

    /// A time without its mark of UTC, which dtp-stat appends to local time.
    private static func withoutUTCMark(_ time: String) -> String {
        String(time.dropLast(time.hasSuffix("Z") ? 1 : 6))
    }

    private static func utcNote(_ count: Int, zone: CivilZone?) -> IntakeNote? {
        guard count > 0 else { return nil }
        if let zone {
            return IntakeNote(
                code: "time.utc_mark_overruled",
                count: count,
                text: "\(count) times are marked as UTC and were read as local time of "
                    + "\(zone.name), since a zone was named."
            )
        }
        return IntakeNote(
            code: "time.utc_mark",
            count: count,
            text: "\(count) times are marked as UTC and were read so; dtp-stat stores local time "
                + "with this mark: name the zone if that is the case here."
        )
    }
}
