// Written by Tools/generate/mavlink-definitions from the published message definitions.

extension MAVLinkDefinitions {
    /// Messages 300 to 9999: radios, tunnels, batteries, engines.
    static let devices = """
        301 AIS_VESSEL u32 MMSI i32 lat lon u16 COG heading velocity i8 turn_rate u8
          navigational_status type u16 dimension_bow dimension_stern u8 dimension_port
          dimension_starboard c8[7] callsign c8[20] name u16 tslc flags
        310 UAVCAN_NODE_STATUS u64 time_usec u32 uptime_sec u8 health mode sub_mode u16
          vendor_specific_status_code
        311 UAVCAN_NODE_INFO u64 time_usec u32 uptime_sec c8[80] name u8 hw_version_major
          hw_version_minor u8[16] hw_unique_id u8 sw_version_major sw_version_minor u32
          sw_vcs_commit
        320 PARAM_EXT_REQUEST_READ u8 target_system target_component c8[16] param_id i16
          param_index
        321 PARAM_EXT_REQUEST_LIST u8 target_system target_component
        322 PARAM_EXT_VALUE c8[16] param_id c8[128] param_value u8 param_type u16
          param_count param_index
        323 PARAM_EXT_SET u8 target_system target_component c8[16] param_id c8[128]
          param_value u8 param_type
        324 PARAM_EXT_ACK c8[16] param_id c8[128] param_value u8 param_type param_result
        330 OBSTACLE_DISTANCE u64 time_usec u8 sensor_type u16[72] distances u8 increment
          u16 min_distance max_distance | f32 increment_f angle_offset u8 frame
        331 ODOMETRY u64 time_usec u8 frame_id child_frame_id f32 x y z f32[4] q f32 vx vy
          vz rollspeed pitchspeed yawspeed f32[21] pose_covariance velocity_covariance | u8
          reset_counter estimator_type i8 quality
        332 TRAJECTORY_REPRESENTATION_WAYPOINTS u64 time_usec u8 valid_points f32[5] pos_x
          pos_y pos_z vel_x vel_y vel_z acc_x acc_y acc_z pos_yaw vel_yaw u16[5] command
        333 TRAJECTORY_REPRESENTATION_BEZIER u64 time_usec u8 valid_points f32[5] pos_x
          pos_y pos_z delta pos_yaw
        335 ISBD_LINK_STATUS u64 timestamp last_heartbeat u16 failed_sessions
          successful_sessions u8 signal_quality ring_pending tx_session_pending
          rx_session_pending
        339 RAW_RPM u8 index f32 frequency
        340 UTM_GLOBAL_POSITION u64 time u8[18] uas_id i32 lat lon alt relative_alt i16 vx
          vy vz u16 h_acc v_acc vel_acc i32 next_lat next_lon next_alt u16 update_rate u8
          flight_state flags
        345 PARAM_ERROR u8 target_system target_component c8[16] param_id i16 param_index u8
          error
        350 DEBUG_FLOAT_ARRAY u64 time_usec c8[10] name u16 array_id | f32[58] data
        360 ORBIT_EXECUTION_STATUS u64 time_usec f32 radius u8 frame i32 x y f32 z
        370 SMART_BATTERY_INFO u8 id battery_function type i32 capacity_full_specification
          capacity_full u16 cycle_count c8[16] serial_number c8[50] device_name u16 weight
          discharge_minimum_voltage charging_minimum_voltage resting_minimum_voltage |
          charging_maximum_voltage u8 cells_in_series u32 discharge_maximum_current
          discharge_maximum_burst_current c8[11] manufacture_date
        373 GENERATOR_STATUS u64 status u16 generator_speed f32 battery_current load_current
          power_generated bus_voltage i16 rectifier_temperature f32 bat_current_setpoint i16
          generator_temperature u32 runtime i32 time_until_maintenance
        375 ACTUATOR_OUTPUT_STATUS u64 time_usec u32 active f32[32] actuator
        376 RELAY_STATUS u32 time_boot_ms u16 on present
        385 TUNNEL u8 target_system target_component u16 payload_type u8 payload_length
          u8[128] payload
        386 CAN_FRAME u8 target_system target_component bus len u32 id u8[8] data
        387 CANFD_FRAME u8 target_system target_component bus len u32 id u8[64] data
        388 CAN_FILTER_MODIFY u8 target_system target_component bus operation num_ids
          u16[16] ids
        390 ONBOARD_COMPUTER_STATUS u64 time_usec u32 uptime u8 type u8[8] cpu_cores u8[10]
          cpu_combined u8[4] gpu_cores u8[10] gpu_combined i8 temperature_board i8[8]
          temperature_core i16[4] fan_speed u32 ram_usage ram_total u32[4] storage_type
          storage_usage storage_total u32[6] link_type link_tx_rate link_rx_rate link_tx_max
          link_rx_max | u16 status_flags
        9000 WHEEL_DISTANCE u64 time_usec u8 count f64[16] distance
        9005 WINCH_STATUS u64 time_usec f32 line_length speed tension voltage current i16
          temperature u32 status
        """
}
