import RoadModel

extension ArchiveReport {
    /// Reads a file anew and holds it to the digest it had; what differs becomes a finding.
    ///
    /// `expected` is the SHA-256 in hexadecimal digits, `received` the bytes that the receipt states
    /// where there is one, `count` the number of the report to which the file belongs.
    mutating func hold(
        _ path: String,
        to expected: String,
        of subject: String,
        received: Int? = nil,
        as count: WritableKeyPath<ArchiveReport, Int>,
        _ progress: (Int) -> Void
    ) {
        do throws(IntakeError) {
            let found = try ObjectStore.digest(ofFile: path, progress)
            self[keyPath: count] += 1
            bytes += found.size
            guard found.digest.hex != expected else { return }
            let known = received.map { "; \($0) were received" } ?? ""
            add(
                .objectChanged,
                subject,
                "\(path) has \(found.size) bytes and another SHA-256 than it had\(known)."
            )
        } catch {
            add(
                error.code == .fileMissing ? .objectMissing : .objectChanged,
                subject,
                "\(path): \(error.detail)"
            )
        }
    }
}
