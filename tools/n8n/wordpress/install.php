<?php
// Installs WordPress as its own setup page does, and prints an application password of an author.
// Arguments: WordPress' folder, user name, password.
list( , $folder, $user_name, $password ) = $argv;
define( 'WP_INSTALLING', true );
require $folder . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

// Stands for the one of WordPress, which would send an e-mail.
function wp_new_blog_notification() {}

wp_install( 'Bean & Leaf', 'admin', 'admin@example.com', false, '', wp_generate_password() );
update_option( 'permalink_structure', '/%postname%/' );

$author = wp_insert_user(
	array(
		'user_login' => $user_name,
		'user_pass'  => $password,
		'role'       => 'author',
	)
);
$created = WP_Application_Passwords::create_new_application_password( $author, array( 'name' => 'n8n' ) );
if ( is_wp_error( $created ) ) {
	fwrite( STDERR, $created->get_error_message() );
	exit( 1 );
}
echo $created[0];
