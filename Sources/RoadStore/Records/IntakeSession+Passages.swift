package import RoadModel

extension IntakeSession {
    private static let insertPassage = """
        INSERT OR IGNORE INTO passages (intake_id, line, byte_offset, device_id, observed_us,
            zone_offset_s, raw_time, record_key, heading_deg, vehicle_kind, plate_pseudonym,
            speed_kmh, limit_kmh, lane, lat, lon)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private static let insertViolation = """
        INSERT OR IGNORE INTO violations (intake_id, line, byte_offset, device_id, observed_us,
            zone_offset_s, raw_time, record_key, heading_deg, vehicle_kind, plate_pseudonym,
            speed_kmh, limit_kmh, lane, lat, lon, event_type, direction, accuracy_m, geom)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Stores a batch of complex records: passages and violations in their own tables.
    ///
    /// A record equal in every field to one stored before counts as a duplicate. Plates are kept as
    /// keyed pseudonyms only; the received file keeps them as evidence.
    package func add(_ batch: PassageBatch) throws(IntakeError) {
        do {
            let passage = try statement(Self.insertPassage, recorder: passages)
            let violation = try statement(Self.insertViolation)
            let free = Array("PASSAGE".utf8)
            for row in 0..<batch.count {
                let isViolation = !batch.eventType.utf8(at: row).elementsEqual(free)
                let insert = isViolation ? violation : passage
                let device = devices.row(of: batch, at: row)
                bindShared(batch, row, device: device, to: insert)
                if isViolation { bindViolation(batch, row, to: insert) }
                if try insert.insert() {
                    devices.count(
                        device,
                        at: batch.utcMicroseconds[row],
                        isViolation: isViolation
                    )
                    count(accepted: 1)
                } else {
                    count(duplicate: 1)
                }
            }
        } catch { throw IntakeError.io(subject: "passages", error) }
    }

    private func bindShared(
        _ batch: PassageBatch,
        _ row: Int,
        device: Int,
        to insert: BulkInsert
    ) {
        insert.bind(1, intakeID)
        insert.bind(2, batch.places[row].line)
        insert.bind(3, batch.places[row].byteOffset)
        insert.bind(4, devices.id(device))
        insert.bind(5, batch.utcMicroseconds[row])
        insert.bind(6, Int64(batch.zoneOffsetSeconds[row]))
        insert.bind(7, utf8: batch.rawTime.utf8(at: row))
        insert.bind(8, keys.record.hidden(Self.key(of: batch, row)))
        insert.bind(9, batch.headingDegrees[row])
        insert.bind(10, utf8: batch.vehicleKind.utf8(at: row))
        if batch.plate.isEmpty(at: row) {
            insert.bindNull(11)
        } else {
            insert.bind(11, blob: keys.pseudonym.pseudonym(of: batch.plate.utf8(at: row)))
        }
        insert.bind(12, batch.speedKmh[row])
        insert.bind(13, batch.limitKmh[row])
        insert.bind(14, batch.lane[row] == 0 ? nil : Int(batch.lane[row]))
        insert.bind(15, batch.latitudeDegrees[row])
        insert.bind(16, batch.longitudeDegrees[row])
    }

    private func bindViolation(_ batch: PassageBatch, _ row: Int, to insert: BulkInsert) {
        insert.bind(17, utf8: batch.eventType.utf8(at: row))
        insert.bind(18, utf8: batch.direction.utf8(at: row))
        insert.bind(19, batch.accuracyMetres[row])
        let place = GeodeticCoordinate(
            latitude: Degrees(batch.latitudeDegrees[row]),
            longitude: Degrees(batch.longitudeDegrees[row])
        )
        if place.isValid {
            insert.bind(20, blob: GeoPackageGeometry.point(place))
        } else {
            insert.bindNull(20)
        }
    }

    private static func key(of batch: PassageBatch, _ row: Int) -> Int64 {
        var key = RecordKey()
        key.add(batch.deviceSerial.utf8(at: row))
        key.add(batch.eventType.utf8(at: row))
        key.add(batch.plate.utf8(at: row))
        key.add(batch.direction.utf8(at: row))
        key.add(batch.vehicleKind.utf8(at: row))
        key.add(batch.deviceMode.utf8(at: row))
        key.add(batch.speedKmh[row])
        key.add(batch.limitKmh[row])
        key.add(batch.headingDegrees[row])
        key.add(batch.latitudeDegrees[row])
        key.add(batch.longitudeDegrees[row])
        key.add(UInt64(batch.lane[row]))
        return key.stored
    }
}
