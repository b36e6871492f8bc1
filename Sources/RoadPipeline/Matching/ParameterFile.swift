import Foundation
import RoadIngest
package import RoadLocate
package import RoadModel

/// The files of constants that `jol match calibrate` and `calibrate-tracks` write.
///
/// A file is `{"schema", "parameters": {…}}`, or the parameters alone; what it leaves out keeps its
/// default.
package enum ParameterFile {
    /// The name and version of the schema for tracks.
    package static let trackSchema = "jol.match.tracks.parameters/1"
    /// The name and version of the schema for points.
    package static let pointSchema = "jol.match.parameters/1"

    /// Reads the constants of the matcher of tracks.
    ///
    /// - Throws: `.fileMissing` and the like; `.formatDamaged` when it is no such file, names a
    ///   constant that does not exist or gives one a value that it cannot have.
    package static func tracks(path: String) throws(IntakeError) -> TrackMatcherParameters {
        try read(path, TrackMatcherParameters()) { name in
            switch name {
            case "sigmaMetres", "straySigmaMetres", "headingSigmaDegrees",
                "slowHeadingSigmaDegrees",
                "rivalScale", "choiceSpread", "errorMemorySeconds", "beam", "detourFactor",
                "denseStepSeconds", "fastestMetresPerSecond":
                0.001...1e6
            case "candidatePieces": 1...10_000
            case "longestDoubt", "trailingOutliers": 0...1000
            case "minimumRadiusMetres", "maximumRadiusMetres": 1...5000
            default: 0...1e6
            }
        }
    }

    /// Reads the constants of the matcher of points.
    ///
    /// - Throws: As `tracks`.
    package static func points(path: String) throws(IntakeError) -> PointMatcherParameters {
        try read(path, PointMatcherParameters()) { name in
            switch name {
            case "minimumRadiusMetres", "maximumRadiusMetres": 1...5000
            case "sigmaScale", "temperature": 0.01...100
            case "radiusSigmas", "minimumSigmaMetres", "unknownSigmaMetres", "headingSigmaDegrees",
                "postSigmaMetres":
                0.01...1e5
            case "mapSigmaMetres", "mapHeadingSigmaDegrees", "stopLineMetres": 0...1000
            case "strayShare", "strayHeadingShare", "roadThreshold", "directionThreshold":
                0...0.999999
            case "trafficWeight", "nameOtherShare": 0...1
            case "trafficFloor": 1e-6...1
            case "classWeight": 0...100
            case "reportedCandidates": 1...1000
            default: -100...100
            }
        }
    }

    private static func read<Constants: Codable>(
        _ path: String,
        _ defaults: Constants,
        allowed: (_ name: String) -> ClosedRange<Double>
    ) throws(IntakeError) -> Constants {
        let file = try MappedFile(path: path)
        let data = file.withBytes { bytes in
            var copy: [UInt8] = []
            copy.reserveCapacity(bytes.count)
            for index in 0..<bytes.count { copy.append(bytes[index]) }
            return Data(copy)
        }
        do {
            var all = try object(try JSONEncoder().encode(defaults))
            let top = try object(data)
            let given = top["parameters"] as? [String: Any] ?? top
            for (name, value) in given where name != "schema" {
                guard all[name] != nil else {
                    throw damaged(
                        path,
                        "There is no constant '\(name)'.",
                        "The constants are: \(all.keys.sorted().joined(separator: ", "))."
                    )
                }
                let range = allowed(name)
                if let number = value as? Double, !range.contains(number) {
                    throw damaged(
                        path,
                        "The constant '\(name)' is \(number).",
                        "It lies from \(range.lowerBound) to \(range.upperBound)."
                    )
                }
                all[name] = value
            }
            let merged = try JSONSerialization.data(withJSONObject: all)
            return try JSONDecoder().decode(Constants.self, from: merged)
        } catch let error as IntakeError {
            throw error
        } catch {
            throw damaged(
                path,
                "This is no file of constants: \(error.localizedDescription)",
                "Give the file that 'jol match calibrate' or 'calibrate-tracks' writes with --out."
            )
        }
    }

    private static func damaged(_ path: String, _ detail: String, _ remedy: String) -> IntakeError {
        IntakeError(.formatDamaged, subject: path, detail: detail, remedy: remedy)
    }

    private static func object(_ data: Data) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: data)
        guard let object = value as? [String: Any] else {
            throw CocoaError(.propertyListReadCorrupt)
        }
        return object
    }
}
