import Foundation
import RoadIngest
package import RoadLocate
package import RoadModel

/// The file of constants that `jol match calibrate` writes for tracks.
package enum TrackParameterFile {
    /// The name and version of its schema.
    package static let schema = "jol.match.tracks.parameters/1"

    /// Reads constants; what the file leaves out keeps its default.
    ///
    /// The file is `{"schema", "parameters": {…}}`, or the parameters alone.
    ///
    /// - Throws: `.fileMissing` and the like; `.formatDamaged` when it is no such file, or names
    ///   a constant that does not exist.
    package static func read(path: String) throws(IntakeError) -> TrackMatcherParameters {
        let file = try MappedFile(path: path)
        let data = file.withBytes { bytes in
            var copy: [UInt8] = []
            copy.reserveCapacity(bytes.count)
            for index in 0..<bytes.count { copy.append(bytes[index]) }
            return Data(copy)
        }
        do {
            let known = try JSONEncoder().encode(TrackMatcherParameters())
            var all = try object(known)
            let top = try object(data)
            let given = top["parameters"] as? [String: Any] ?? top
            for (name, value) in given where name != "schema" {
                guard all[name] != nil else {
                    throw IntakeError(
                        .formatDamaged,
                        subject: path,
                        detail: "There is no constant '\(name)'.",
                        remedy: "The constants are: \(all.keys.sorted().joined(separator: ", "))."
                    )
                }
                all[name] = value
            }
            let merged = try JSONSerialization.data(withJSONObject: all)
            return try JSONDecoder().decode(TrackMatcherParameters.self, from: merged)
        } catch let error as IntakeError {
            throw error
        } catch {
            throw IntakeError(
                .formatDamaged,
                subject: path,
                detail: "This is no file of constants: \(error.localizedDescription)",
                remedy: "Give the file that 'jol match calibrate --out' writes."
            )
        }
    }

    private static func object(_ data: Data) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}
