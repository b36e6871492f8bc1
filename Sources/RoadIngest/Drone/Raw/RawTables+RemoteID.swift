import RoadModel

extension RawTables {
    /// A message and where it was found.
    private struct Found<Message: Sendable>: Sendable {
        var message: Message
        /// The byte at which its record or line begins.
        var offset: Int
        /// The receiver's time, microseconds since 1970, UTC.
        var utc: Int64?
    }

    /// Remote ID messages by kind, in the standard's units, an accuracy as its code; at last all
    /// of them, pages of signatures too, in hexadecimal.
    static func remoteID(_ bytes: RawSpan) -> [RawTable] {
        var locations: [Found<RemoteIDLocation>] = []
        var systems: [Found<RemoteIDSystem>] = []
        var basic: [Found<(kind: UInt8, aircraft: UInt8, text: String)>] = []
        var selfID: [Found<(kind: UInt8, text: String)>] = []
        var operators: [Found<(kind: UInt8, text: String)>] = []
        var all: [Found<String>] = []
        var walk = RemoteIDWalk(bytes)
        _ = walk.advance(bytes, to: bytes.byteCount) { content, offset, utc in
            for (message, place) in RemoteIDWalk.messages(content) {
                let text = hexadecimal(content, place..<place + RemoteIDMessage.byteCount)
                all.append(Found(message: text, offset: offset, utc: utc))
                switch message {
                case .location(let value):
                    locations.append(Found(message: value, offset: offset, utc: utc))
                case .system(let value):
                    systems.append(Found(message: value, offset: offset, utc: utc))
                case .basicID(let kind, let aircraft, let text):
                    basic.append(Found(message: (kind, aircraft, text), offset: offset, utc: utc))
                case .selfID(let kind, let text):
                    selfID.append(Found(message: (kind, text), offset: offset, utc: utc))
                case .operatorID(let kind, let text):
                    operators.append(Found(message: (kind, text), offset: offset, utc: utc))
                case .authentication: break
                }
            }
        }
        let tables = [
            messages(
                "location",
                locations,
                [
                    ("latitude", { $0.latitudeDegrees }), ("longitude", { $0.longitudeDegrees }),
                    ("altitude_ellipsoid_m", { $0.altitudeEllipsoidMetres }),
                    ("pressure_altitude_m", { $0.pressureAltitudeMetres }),
                    ("height_m", { $0.heightMetres }),
                    ("height_above_ground", { $0.isHeightAboveGround ? 1 : 0 }),
                    ("speed_mps", { $0.speedMetresPerSecond }),
                    ("climb_mps", { $0.climbMetresPerSecond }),
                    ("direction_deg", { $0.directionDegrees }), ("status", { Double($0.status) }),
                    ("horizontal_code", { Double($0.horizontalCode) }),
                    ("vertical_code", { Double($0.verticalCode) }),
                    ("pressure_code", { Double($0.pressureCode) }),
                    ("speed_code", { Double($0.speedCode) }),
                    ("seconds_of_hour", { $0.secondsOfHour }),
                    ("time_accuracy_s", { $0.timeAccuracySeconds }),
                ]
            ),
            messages(
                "system",
                systems,
                [
                    ("operator_latitude", { $0.operatorLatitudeDegrees }),
                    ("operator_longitude", { $0.operatorLongitudeDegrees }),
                    ("operator_altitude_m", { $0.operatorAltitudeMetres }),
                    ("operator_place_kind", { Double($0.operatorPlaceKind) }),
                    ("area_count", { Double($0.areaCount) }),
                    ("area_radius_m", { $0.areaRadiusMetres }),
                    ("area_ceiling_m", { $0.areaCeilingMetres }),
                    ("area_floor_m", { $0.areaFloorMetres }),
                    ("classification", { Double($0.classification) }),
                    ("category", { Double($0.category) }), ("class", { Double($0.aircraftClass) }),
                    ("seconds_since_2019", { Double($0.seconds) }),
                ]
            ),
            messages(
                "basic_id",
                basic,
                [("kind", { Double($0.kind) }), ("aircraft", { Double($0.aircraft) })],
                text: ("identifier", { $0.text })
            ),
            messages(
                "self_id",
                selfID,
                [("kind", { Double($0.kind) })],
                text: ("text", { $0.text })
            ),
            messages(
                "operator_id",
                operators,
                [("kind", { Double($0.kind) })],
                text: ("identifier", { $0.text })
            ),
            messages("messages", all, [], text: ("hexadecimal", { $0 })),
        ]
        return tables.filter { $0.rowCount > 0 }
    }

    private static func messages<Message: Sendable>(
        _ name: String,
        _ found: [Found<Message>],
        _ numbers: [(name: String, value: @Sendable (Message) -> Double)],
        text: (name: String, value: @Sendable (Message) -> String)? = nil
    ) -> RawTable {
        var columns: [(name: String, values: @Sendable ([Found<Message>]) -> RawColumn)] = [
            ("offset", { .signed($0.map { Int64($0.offset) }) }),
            ("received_us", { .text($0.map { $0.utc.map { "\($0)" } ?? "" }) }),
        ]
        for (name, value) in numbers {
            columns.append((name, { .double($0.map { value($0.message) }) }))
        }
        if let text { columns.append((text.name, { .text($0.map { text.value($0.message) }) })) }
        return table(name, found, columns)
    }
}
