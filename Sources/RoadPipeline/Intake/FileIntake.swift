import Foundation
package import RoadModel
package import RoadStore

/// The one way by which files enter a workspace: copy by content, read, commit, receipt.
///
/// A file that cannot be read at all leaves nothing behind; the same content again gives the first
/// receipt.
package struct FileIntake: Sendable {
    /// The workspace's store, opened for writing.
    package let store: Store
    /// When the files were received.
    package let received: Timestamp
    /// Whether everything is done and then taken back, to see what would happen.
    package let isTrial: Bool
    /// A received file that is read again from where it lies, under its number and name.
    var given: ObjectStore.Stored?
    /// Where such a file can be read.
    var givenCopy: ObjectStore.Opened?
    var givenNumber: Int64?
    var givenName: String?

    /// An intake into a store.
    package init(store: Store, received: Timestamp, isTrial: Bool = false) {
        (self.store, self.received, self.isTrial) = (store, received, isTrial)
    }

    /// Takes in one file; `read` stores its records through the session.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - kind: What it is.
    ///   - options: With which options it is read.
    ///   - read: Gets the path of the stored copy.
    /// - Returns: The receipt, the first one when the content is known already.
    /// - Throws: `.fileMissing`, `.fileEmpty`, what `read` throws, `.io`.
    func takeIn(
        _ path: String,
        as kind: IntakeKind,
        with options: ReadingRecord,
        _ read: (_ copy: String, _ session: IntakeSession) throws -> IntakeClosing
    ) throws(IntakeError) -> Receipt {
        let objects = ObjectStore(workspace: store.workspace)
        let (stored, copy) = try receive(path, as: kind, objects)
        let name =
            path == Self.standardInput ? "stdin" : URL(fileURLWithPath: path).lastPathComponent
        var opening = IntakeOpening(
            kind: kind,
            name: givenName ?? name,
            stored: stored,
            received: received,
            software: Software.name,
            options: options.text
        )
        opening.number = givenNumber
        do throws(IntakeError) {
            let receipt = try store.takeIn(opening, isTrial: isTrial) { session in
                try read(copy.path, session)
            }
            // What was erased under retention does not come back with a second upload.
            var isGone = isTrial
            if receipt.isRepeat, try store.isErased(stored.digest) { isGone = true }
            if isGone { objects.discard(stored) }
            return receipt
        } catch {
            objects.discard(stored)
            throw Self.naming(path, instead: copy.path, error)
        }
    }

    /// What stands for standard input among paths.
    static let standardInput = "-"

    /// Puts a file into the store, sealed when it may hold plates.
    private func receive(
        _ path: String,
        as kind: IntakeKind,
        _ objects: ObjectStore
    ) throws(IntakeError) -> (ObjectStore.Stored, ObjectStore.Opened) {
        if let given, let givenCopy { return (given, givenCopy) }
        if path != Self.standardInput { try Self.requireContent(path) }
        objects.sweep()
        let stored: ObjectStore.Stored
        let copy: ObjectStore.Opened
        if kind.holdsPersonalData {
            let (sealed, plain) = try objects.put(path, sealing: try store.personalKeys())
            (stored, copy) = (sealed, .unsealed(plain))
        } else {
            stored = try objects.put(path)
            copy = .asReceived(stored.path)
        }
        guard stored.size > 0 else {
            objects.discard(stored)
            throw Self.empty(path)
        }
        return (stored, copy)
    }

    private static func empty(_ path: String) -> IntakeError {
        IntakeError(
            .fileEmpty,
            subject: path,
            detail: "The file has 0 bytes; the copy from the device probably broke off.",
            remedy: "Copy the file again from the device and repeat the command."
        )
    }

    static func requireContent(_ path: String) throws(IntakeError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: "There is no such file.",
                remedy: "Check the path; quote it if it contains spaces."
            )
        }
        guard !isFolder.boolValue else {
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: "This is a folder.",
                remedy: "Name the files in it, or pass --recursive to take the whole folder."
            )
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard (attributes?[.size] as? Int) != 0 else {
            throw empty(path)
        }
    }

    /// Errors name the file as the user knows it, not its copy.
    private static func naming(
        _ path: String,
        instead copy: String,
        _ error: IntakeError
    ) -> IntakeError {
        guard error.subject == copy else { return error }
        var renamed = error
        renamed.subject = path
        return renamed
    }
}

/// A file to take in.
package struct IntakeFile: Sendable, Hashable {
    /// Its path.
    package var path: String
    /// Whether a folder was named and the file was found in it: there other files may lie too.
    package var isFromFolder: Bool
}

extension FileIntake {
    /// The files behind the arguments: files as they are, folders opened, in a stable order.
    ///
    /// Hidden files and earlier receipts are left out; a folder inside a folder only with
    /// `recursive`.
    package static func files(
        _ arguments: [String],
        recursive: Bool
    ) throws(IntakeError) -> [IntakeFile] {
        var files: [IntakeFile] = []
        for argument in arguments {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder)
            guard exists, isFolder.boolValue else {
                files.append(IntakeFile(path: argument, isFromFolder: false))
                continue
            }
            let found = contents(of: argument, recursive: recursive)
            guard !found.isEmpty else {
                throw IntakeError(
                    .fileMissing,
                    subject: argument,
                    detail: "The folder holds no files.",
                    remedy: recursive
                        ? "Check the path." : "Check the path, or pass --recursive."
                )
            }
            files += found.map { IntakeFile(path: $0, isFromFolder: true) }
        }
        return files
    }

    private static func contents(of folder: String, recursive: Bool) -> [String] {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        let options: FileManager.DirectoryEnumerationOptions =
            recursive ? [.skipsHiddenFiles] : [.skipsHiddenFiles, .skipsSubdirectoryDescendants]
        guard
            let walk = FileManager.default.enumerator(
                at: root,
                includingPropertiesForKeys: [.isRegularFileKey],
                options: options
            )
        else { return [] }
        var found: [String] = []
        for case let url as URL in walk {
            let isFile = (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile
            if isFile == true, !url.lastPathComponent.contains(".receipt.") {
                found.append(url.path)
            }
        }
        return found.sorted()
    }
}
