// Written by Tools/generate/mavlink-definitions from the published message definitions.

extension MAVLinkDefinitions {
    /// Messages 75 to 149: commands, guidance, simulation.
    static let control = """
        75 COMMAND_INT u8 target_system target_component frame u16 command u8 current
          autocontinue f32 param1 param2 param3 param4 i32 x y f32 z
        76 COMMAND_LONG u8 target_system target_component u16 command u8 confirmation f32
          param1 param2 param3 param4 param5 param6 param7
        77 COMMAND_ACK u16 command u8 result | progress i32 result_param2 u8 target_system
          target_component
        81 MANUAL_SETPOINT u32 time_boot_ms f32 roll pitch yaw thrust u8 mode_switch
          manual_override_switch
        82 SET_ATTITUDE_TARGET u32 time_boot_ms u8 target_system target_component type_mask
          f32[4] q f32 body_roll_rate body_pitch_rate body_yaw_rate thrust
        83 ATTITUDE_TARGET u32 time_boot_ms u8 type_mask f32[4] q f32 body_roll_rate
          body_pitch_rate body_yaw_rate thrust
        84 SET_POSITION_TARGET_LOCAL_NED u32 time_boot_ms u8 target_system target_component
          coordinate_frame u16 type_mask f32 x y z vx vy vz afx afy afz yaw yaw_rate
        85 POSITION_TARGET_LOCAL_NED u32 time_boot_ms u8 coordinate_frame u16 type_mask f32
          x y z vx vy vz afx afy afz yaw yaw_rate
        86 SET_POSITION_TARGET_GLOBAL_INT u32 time_boot_ms u8 target_system target_component
          coordinate_frame u16 type_mask i32 lat_int lon_int f32 alt vx vy vz afx afy afz
          yaw yaw_rate
        87 POSITION_TARGET_GLOBAL_INT u32 time_boot_ms u8 coordinate_frame u16 type_mask i32
          lat_int lon_int f32 alt vx vy vz afx afy afz yaw yaw_rate
        89 LOCAL_POSITION_NED_SYSTEM_GLOBAL_OFFSET u32 time_boot_ms f32 x y z roll pitch yaw
        90 HIL_STATE u64 time_usec f32 roll pitch yaw rollspeed pitchspeed yawspeed i32 lat
          lon alt i16 vx vy vz xacc yacc zacc
        91 HIL_CONTROLS u64 time_usec f32 roll_ailerons pitch_elevator yaw_rudder throttle
          aux1 aux2 aux3 aux4 u8 mode nav_mode
        92 HIL_RC_INPUTS_RAW u64 time_usec u16 chan1_raw chan2_raw chan3_raw chan4_raw
          chan5_raw chan6_raw chan7_raw chan8_raw chan9_raw chan10_raw chan11_raw chan12_raw
          u8 rssi
        93 HIL_ACTUATOR_CONTROLS u64 time_usec f32[16] controls u8 mode u64 flags
        100 OPTICAL_FLOW u64 time_usec u8 sensor_id i16 flow_x flow_y f32 flow_comp_m_x
          flow_comp_m_y u8 quality f32 ground_distance | flow_rate_x flow_rate_y
        101 GLOBAL_VISION_POSITION_ESTIMATE u64 usec f32 x y z roll pitch yaw | f32[21]
          covariance u8 reset_counter
        102 VISION_POSITION_ESTIMATE u64 usec f32 x y z roll pitch yaw | f32[21] covariance
          u8 reset_counter
        103 VISION_SPEED_ESTIMATE u64 usec f32 x y z | f32[9] covariance u8 reset_counter
        104 VICON_POSITION_ESTIMATE u64 usec f32 x y z roll pitch yaw | f32[21] covariance
        105 HIGHRES_IMU u64 time_usec f32 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag
          abs_pressure diff_pressure pressure_alt temperature u16 fields_updated | u8 id
        106 OPTICAL_FLOW_RAD u64 time_usec u8 sensor_id u32 integration_time_us f32
          integrated_x integrated_y integrated_xgyro integrated_ygyro integrated_zgyro i16
          temperature u8 quality u32 time_delta_distance_us f32 distance
        107 HIL_SENSOR u64 time_usec f32 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag
          abs_pressure diff_pressure pressure_alt temperature u32 fields_updated | u8 id
        108 SIM_STATE f32 q1 q2 q3 q4 roll pitch yaw xacc yacc zacc xgyro ygyro zgyro lat
          lon alt std_dev_horz std_dev_vert vn ve vd | i32 lat_int lon_int
        109 RADIO_STATUS u8 rssi remrssi txbuf noise remnoise u16 rxerrors fixed
        110 FILE_TRANSFER_PROTOCOL u8 target_network target_system target_component u8[251]
          payload
        111 TIMESYNC i64 tc1 ts1
        112 CAMERA_TRIGGER u64 time_usec u32 seq
        113 HIL_GPS u64 time_usec u8 fix_type i32 lat lon alt u16 eph epv vel i16 vn ve vd
          u16 cog u8 satellites_visible | id u16 yaw
        114 HIL_OPTICAL_FLOW u64 time_usec u8 sensor_id u32 integration_time_us f32
          integrated_x integrated_y integrated_xgyro integrated_ygyro integrated_zgyro i16
          temperature u8 quality u32 time_delta_distance_us f32 distance
        115 HIL_STATE_QUATERNION u64 time_usec f32[4] attitude_quaternion f32 rollspeed
          pitchspeed yawspeed i32 lat lon alt i16 vx vy vz u16 ind_airspeed true_airspeed
          i16 xacc yacc zacc
        116 SCALED_IMU2 u32 time_boot_ms i16 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag
          | temperature
        117 LOG_REQUEST_LIST u8 target_system target_component u16 start end
        118 LOG_ENTRY u16 id num_logs last_log_num u32 time_utc size
        119 LOG_REQUEST_DATA u8 target_system target_component u16 id u32 ofs count
        120 LOG_DATA u16 id u32 ofs u8 count u8[90] data
        121 LOG_ERASE u8 target_system target_component
        122 LOG_REQUEST_END u8 target_system target_component
        123 GPS_INJECT_DATA u8 target_system target_component len u8[110] data
        124 GPS2_RAW u64 time_usec u8 fix_type i32 lat lon alt u16 eph epv vel cog u8
          satellites_visible dgps_numch u32 dgps_age | u16 yaw i32 alt_ellipsoid u32 h_acc
          v_acc vel_acc hdg_acc
        125 POWER_STATUS u16 Vcc Vservo flags
        126 SERIAL_CONTROL u8 device flags u16 timeout u32 baudrate u8 count u8[70] data
        127 GPS_RTK u32 time_last_baseline_ms u8 rtk_receiver_id u16 wn u32 tow u8
          rtk_health rtk_rate nsats baseline_coords_type i32 baseline_a_mm baseline_b_mm
          baseline_c_mm u32 accuracy i32 iar_num_hypotheses
        128 GPS2_RTK u32 time_last_baseline_ms u8 rtk_receiver_id u16 wn u32 tow u8
          rtk_health rtk_rate nsats baseline_coords_type i32 baseline_a_mm baseline_b_mm
          baseline_c_mm u32 accuracy i32 iar_num_hypotheses
        129 SCALED_IMU3 u32 time_boot_ms i16 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag
          | temperature
        130 DATA_TRANSMISSION_HANDSHAKE u8 type u32 size u16 width height packets u8 payload
          jpg_quality
        131 ENCAPSULATED_DATA u16 seqnr u8[253] data
        132 DISTANCE_SENSOR u32 time_boot_ms u16 min_distance max_distance current_distance
          u8 type id orientation covariance | f32 horizontal_fov vertical_fov f32[4]
          quaternion u8 signal_quality
        133 TERRAIN_REQUEST i32 lat lon u16 grid_spacing u64 mask
        134 TERRAIN_DATA i32 lat lon u16 grid_spacing u8 gridbit i16[16] data
        135 TERRAIN_CHECK i32 lat lon
        136 TERRAIN_REPORT i32 lat lon u16 spacing f32 terrain_height current_height u16
          pending loaded
        137 SCALED_PRESSURE2 u32 time_boot_ms f32 press_abs press_diff i16 temperature |
          temperature_press_diff
        138 ATT_POS_MOCAP u64 time_usec f32[4] q f32 x y z | f32[21] covariance
        139 SET_ACTUATOR_CONTROL_TARGET u64 time_usec u8 group_mlx target_system
          target_component f32[8] controls
        140 ACTUATOR_CONTROL_TARGET u64 time_usec u8 group_mlx f32[8] controls
        141 ALTITUDE u64 time_usec f32 altitude_monotonic altitude_amsl altitude_local
          altitude_relative altitude_terrain bottom_clearance
        142 RESOURCE_REQUEST u8 request_id uri_type u8[120] uri u8 transfer_type u8[120]
          storage
        143 SCALED_PRESSURE3 u32 time_boot_ms f32 press_abs press_diff i16 temperature |
          temperature_press_diff
        144 FOLLOW_TARGET u64 timestamp u8 est_capabilities i32 lat lon f32 alt f32[3] vel
          acc f32[4] attitude_q f32[3] rates position_cov u64 custom_state
        146 CONTROL_SYSTEM_STATE u64 time_usec f32 x_acc y_acc z_acc x_vel y_vel z_vel x_pos
          y_pos z_pos airspeed f32[3] vel_variance pos_variance f32[4] q f32 roll_rate
          pitch_rate yaw_rate
        147 BATTERY_STATUS u8 id battery_function type i16 temperature u16[10] voltages i16
          current_battery i32 current_consumed energy_consumed i8 battery_remaining | i32
          time_remaining u8 charge_state u16[4] voltages_ext u8 mode u32 fault_bitmask
        148 AUTOPILOT_VERSION u64 capabilities u32 flight_sw_version middleware_sw_version
          os_sw_version board_version u8[8] flight_custom_version middleware_custom_version
          os_custom_version u16 vendor_id product_id u64 uid | u8[18] uid2
        149 LANDING_TARGET u64 time_usec u8 target_num frame f32 angle_x angle_y distance
          size_x size_y | x y z f32[4] q u8 type position_valid
        """
}
