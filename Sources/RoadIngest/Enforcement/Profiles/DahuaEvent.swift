import RoadModel

/// One traffic event of a Dahua camera under our columns' names.
///
/// Traps of real events: `UTC` is the local wall clock written as if it were an epoch, and only
/// `RealUTC` is one; their difference is the site's offset. `TimeZone` is an index into the
/// camera's own list, never hours. Coordinates 0, 0 stand for none, a speed of 0 for not measured,
/// and `Confidence` goes beyond 100.
enum DahuaEvent {
    /// The record of an event.
    ///
    /// - Parameters:
    ///   - json: An element of `eventList`, or the object behind `data=`.
    ///   - code: The event's code when it stands outside of the object.
    /// - Returns: The record, a fault, or what was passed over.
    static func record(_ json: JSONValue, code: String?) -> TreeRecord {
        let data = json["Data"] ?? json
        let code = code ?? json["Code"]?.plainText ?? data["Code"]?.plainText ?? ""
        guard code.hasPrefix("Traffic") || data["TrafficCar"] != nil else {
            return .passedOver(code.isEmpty ? "event without code" : safeForMessages(code))
        }
        var tree = RecordTree()
        let car = data["TrafficCar"]
        func put(_ column: PassageColumn, _ candidates: JSONValue?...) {
            let text = candidates.lazy.compactMap { $0?.plainText }.first { !trimmed($0).isEmpty }
            if let text { tree.add([column.name], text) }
        }
        switch time(data, car) {
        case .success(let text?): tree.add([PassageColumn.eventTime.name], text)
        case .success(nil): break
        case .failure(let fault): return .fault(fault)
        }
        put(.deviceSerial, car?["MachineName"], data["SerialNo"], data["MachineName"])
        put(.deviceName, data["Name"], car?["Event"])
        put(.placeText, car?["DeviceAddress"], car?["RoadwayNo"], data["Name"])
        put(.eventType, nonEmpty(car?["ViolationCode"]), .text(code))
        put(.direction, car?["DrivingDirection"], data["JunctionDirection"])
        put(.lane, car?["Lane"], data["Lane"])
        put(.plate, car?["PlateNumber"], data["Object"]?["Text"], data["Vehicle"]?["Text"])
        put(
            .vehicleKind,
            known(data["NonMotor"]?["Category"]),
            known(data["Vehicle"]?["Category"]),
            known(car?["VehicleSize"])
        )
        put(.vehicleMake, known(car?["VehicleSign"]))
        for speed in [car?["Speed"], data["Speed"]] {
            if let value = speed?.number, value > 0 { put(.speedMeasured, speed) }
        }
        if let limit = car?["UpperSpeedLimit"]?.number, limit > 0 {
            put(.speedLimit, car?["UpperSpeedLimit"])
        }
        let place = data["CommInfo"]?["GPSInfo"]
        if let latitude = place?["Latitude"]?.number, let longitude = place?["Longitude"]?.number,
            latitude != 0 || longitude != 0
        {
            put(.siteLatitude, place?["Latitude"])
            put(.siteLongitude, place?["Longitude"])
        }
        return .tree(tree)
    }

    private static func nonEmpty(_ value: JSONValue?) -> JSONValue? {
        value?.plainText.map(trimmed)?.isEmpty == false ? value : nil
    }

    private static func known(_ value: JSONValue?) -> JSONValue? {
        guard let text = value?.plainText, !text.isEmpty, text.lowercased() != "unknown" else {
            return nil
        }
        return value
    }

    /// The time with the site's offset; without `RealUTC` the wall clock without one.
    private static func time(
        _ data: JSONValue,
        _ car: JSONValue?
    ) -> Result<String?, RowFault> {
        let local = (data["UTC"] ?? car?["UTC"])?.number
        let millisecond = data["UTCMS"]?.number.flatMap { (0..<1000).contains($0) ? $0 : nil } ?? 0
        guard let real = data["RealUTC"]?.number, real > 0 else {
            if let text = data["LocaleTime"]?.plainText { return .success(text) }
            guard let local else { return .success(nil) }
            let wall = Timestamp(microseconds: Int64(local * 1e6 + millisecond * 1e3))
            return .success(String("\(wall)".dropLast()))
        }
        let offset = (local ?? real) - real
        // Zones lie within -12:00 and +14:00, on whole quarters of an hour.
        guard offset >= -43_200, offset <= 50_400, offset.remainder(dividingBy: 900) == 0 else {
            return .failure(
                RowFault(
                    reason: .badTime,
                    column: .eventTime,
                    expected: "UTC − RealUTC to be a zone's offset",
                    found: "UTC \(Int(local ?? 0)), RealUTC \(Int(real))"
                )
            )
        }
        let wall = Timestamp(microseconds: Int64((real + offset) * 1e6 + millisecond * 1e3))
        return .success(String("\(wall)".dropLast()) + offsetText(Int(offset)))
    }
}
