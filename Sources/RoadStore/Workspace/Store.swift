import Foundation
import GRDB
package import RoadModel

/// The workspace's GeoPackage, opened for reading or, by one process at a time, for writing.
///
/// WAL with `synchronous=FULL`: what a command has acknowledged survives a power cut.
package final class Store: Sendable {
    /// How a store is opened.
    package enum Access: Sendable {
        /// Queries only; no lock is taken.
        case reading
        /// One writer; waits for another process to finish.
        case writing
    }

    /// The workspace this store belongs to.
    package let workspace: Workspace
    private let queue: DatabaseQueue
    private let lock: LockBox?

    /// Opens the store of an existing workspace; a writer waits `waitSeconds` for another one.
    ///
    /// - Throws: `.workspaceBusy`, `.workspaceVersion` for a newer schema, `.io`.
    package convenience init(
        workspace: Workspace,
        access: Access = .writing,
        waitSeconds: Int = 10
    ) throws(IntakeError) {
        try self.init(
            workspace: workspace,
            creating: false,
            access: access,
            waitSeconds: waitSeconds
        )
    }

    init(
        workspace: Workspace,
        creating: Bool,
        access: Access = .writing,
        waitSeconds: Int = 10
    ) throws(IntakeError) {
        self.workspace = workspace
        lock =
            access == .writing
            ? LockBox(
                try WriterLock(
                    at: workspace.root.appendingPathComponent("lock").path,
                    waitSeconds: waitSeconds
                )
            ) : nil
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.readonly = access == .reading
            configuration.prepareDatabase { db in
                if access == .writing {
                    try db.execute(sql: "PRAGMA journal_mode = WAL")
                    try db.execute(sql: "PRAGMA synchronous = FULL")
                }
                try db.execute(sql: "PRAGMA trusted_schema = OFF")
                try db.execute(sql: "PRAGMA cell_size_check = ON")
                // 12 MiB of pages bound the memory of an intake; more made none of them faster, since
                // the system keeps the file's pages too.
                try db.execute(sql: "PRAGMA cache_size = -12288")
            }
            queue = try DatabaseQueue(
                path: workspace.database.path,
                configuration: configuration
            )
            if creating {
                try queue.write { db in try Schema.create(db) }
            } else {
                try Self.bringUpToDate(queue, workspace, access, waitSeconds: waitSeconds)
            }
        } catch {
            throw IntakeError.io(subject: workspace.database.path, error)
        }
    }

    /// Checks the version, and adds what a later version of the program needs.
    private static func bringUpToDate(
        _ queue: DatabaseQueue,
        _ workspace: Workspace,
        _ access: Access,
        waitSeconds: Int
    ) throws {
        let path = workspace.database.path
        let version = try queue.read { db in try Schema.version(db, path: path) }
        guard version < Schema.version else { return }
        switch access {
        case .writing:
            try queue.write { db in try SchemaMigration.run(db, from: version, workspace) }
        case .reading:
            _ = try Store(workspace: workspace, access: .writing, waitSeconds: waitSeconds)
        }
    }

    /// Runs queries on one consistent state.
    func read<Value>(_ body: (Database) throws -> Value) throws(IntakeError) -> Value {
        do { return try queue.read(body) } catch {
            throw IntakeError.io(subject: workspace.database.path, error)
        }
    }

    /// Runs changes in one transaction: all of them or none.
    func write<Value>(_ body: (Database) throws -> Value) throws(IntakeError) -> Value {
        do { return try queue.write(body) } catch {
            throw IntakeError.io(subject: workspace.database.path, error)
        }
    }

    /// Runs changes in one transaction that is taken back at the end unless `keeping`.
    func write<Value>(
        keeping: Bool,
        _ body: (Database) throws -> Value
    ) throws(IntakeError) -> Value {
        guard !keeping else { return try write(body) }
        do {
            return try queue.writeWithoutTransaction { db in
                var value: Value?
                try db.inTransaction {
                    value = try body(db)
                    return .rollback
                }
                guard let value else { throw CancellationError() }
                return value
            }
        } catch {
            throw IntakeError.io(subject: workspace.database.path, error)
        }
    }

    /// Copies the database into one file in DELETE mode, which opens on read-only media.
    package func snapshot(to path: String) throws(IntakeError) {
        do { try queue.vacuum(into: path) } catch { throw IntakeError.io(subject: path, error) }
    }

    private final class LockBox: Sendable {
        let lock: WriterLock
        init(_ lock: consuming WriterLock) { self.lock = lock }
    }
}
